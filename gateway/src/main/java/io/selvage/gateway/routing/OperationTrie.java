package io.selvage.gateway.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The operations of one API as a tree of path segments. At each node a fixed text is
 * tried before a pattern, a pattern before a parameter, a parameter before a wildcard;
 * where a branch leads nowhere, the next is tried.
 *
 * @param <T> what is held per operation
 */
final class OperationTrie<T> {

	private final Node<T> root;

	private OperationTrie(Node<T> root) {
		this.root = root;
	}

	/**
	 * Finds an operation.
	 * @param method the method
	 * @param path the path
	 * @param start where the part below the API begins
	 * @param rawQuery the query, or null
	 * @return the operation with its parameters, or null
	 */
	OperationMatch.@Nullable Found<T> find(String method, String path, int start, @Nullable String rawQuery) {
		Search<T> search = new Search<>(method, path, start, rawQuery);
		return search.visit(this.root, start, null);
	}

	/**
	 * A parameter value found on the way, linked to the one before.
	 */
	private record Capture(int start, int end, @Nullable Capture before) {
	}

	/**
	 * One look-up.
	 */
	private record Search<T>(String method, String path, int relativeStart, @Nullable String rawQuery) {

		OperationMatch.@Nullable Found<T> visit(Node<T> node, int position, @Nullable Capture captured) {
			int length = this.path.length();
			if (position >= length || (position == length - 1 && this.path.charAt(position) == '/')) {
				OperationMatch.Found<T> here = choose(node.here, captured);
				return (here != null) ? here : choose(node.rest, new Capture(length, length, captured));
			}
			int start = position + 1;
			int slash = this.path.indexOf('/', start);
			int end = (slash < 0) ? length : slash;
			Node<T> literal = node.literals.get(this.path, start, end);
			OperationMatch.Found<T> found = (literal != null) ? visit(literal, end, captured) : null;
			for (int i = 0; found == null && i < node.patterns.size(); i++) {
				found = visitPattern(node.patterns.get(i), start, end, captured);
			}
			if (found == null && node.parameter != null && end > start) {
				found = visit(node.parameter, end, new Capture(start, end, captured));
			}
			return (found != null) ? found : choose(node.rest, new Capture(start, length, captured));
		}

		private OperationMatch.@Nullable Found<T> visitPattern(Pattern<T> pattern, int start, int end,
				@Nullable Capture captured) {
			Capture chain = captured;
			List<String> literals = pattern.literals;
			if (!this.path.startsWith(literals.get(0), start)) {
				return null;
			}
			int from = start + literals.get(0).length();
			for (int i = 1; i < literals.size(); i++) {
				String next = literals.get(i);
				boolean last = i == literals.size() - 1;
				int at = last ? end - next.length() : this.path.indexOf(next, from + 1);
				if (at <= from || at + next.length() > end || !this.path.startsWith(next, at)) {
					return null;
				}
				chain = new Capture(from, at, chain);
				from = at + next.length();
			}
			return visit(pattern.node, end, chain);
		}

		private OperationMatch.@Nullable Found<T> choose(@Nullable Endings<T> endings, @Nullable Capture captured) {
			if (endings == null) {
				return null;
			}
			for (Ending<T> ending : endings.list) {
				if ((ending.method.equals("*") || ending.method.equals(this.method))
						&& QueryMatch.accepts(ending.template.query(), this.rawQuery)) {
					return new OperationMatch.Found<>(ending.value, this.path.substring(this.relativeStart),
							parameters(ending, captured));
				}
			}
			return null;
		}

		private Map<String, String> parameters(Ending<T> ending, @Nullable Capture captured) {
			if (ending.names.isEmpty() && ending.template.query().isEmpty()) {
				return Map.of();
			}
			Map<String, String> parameters = new LinkedHashMap<>();
			collect(ending.names, ending.names.size() - 1, captured, parameters);
			QueryMatch.collect(ending.template.query(), this.rawQuery, parameters);
			return parameters;
		}

		/** Captures are linked from the last to the first; parameters come in order. */
		private void collect(List<String> names, int last, @Nullable Capture captured, Map<String, String> parameters) {
			if (last < 0 || captured == null) {
				return;
			}
			collect(names, last - 1, captured.before, parameters);
			if (!names.get(last).isEmpty()) {
				parameters.put(names.get(last),
						PercentCoding.decode(this.path.substring(captured.start, captured.end)));
			}
		}

	}

	/**
	 * An operation that ends at a node.
	 */
	private record Ending<T>(String method, UrlTemplate template, List<String> names, T value) {
	}

	/**
	 * The operations that end at a node: those with more demands on the query first, and
	 * a method before "any".
	 */
	private record Endings<T>(List<Ending<T>> list) {
	}

	private record Pattern<T>(List<String> literals, Node<T> node) {
	}

	private static final class Node<T> {

		private final SegmentTable<Node<T>> literals;

		private final List<Pattern<T>> patterns;

		private final @Nullable Node<T> parameter;

		private final @Nullable Endings<T> here;

		private final @Nullable Endings<T> rest;

		Node(Growing<T> grown) {
			Map<String, Node<T>> children = new LinkedHashMap<>();
			grown.literals.forEach((text, child) -> children.put(text, new Node<>(child)));
			this.literals = new SegmentTable<>(children);
			this.patterns = grown.patterns.entrySet()
				.stream()
				.map((entry) -> new Pattern<>(entry.getKey(), new Node<>(entry.getValue())))
				.toList();
			this.parameter = (grown.parameter != null) ? new Node<>(grown.parameter) : null;
			this.here = endings(grown.here);
			this.rest = endings(grown.rest);
		}

		private static <T> @Nullable Endings<T> endings(List<Ending<T>> list) {
			if (list.isEmpty()) {
				return null;
			}
			Comparator<Ending<T>> byQuery = Comparator.comparingInt((ending) -> -ending.template.query().size());
			return new Endings<>(
					list.stream().sorted(byQuery.thenComparing((ending) -> ending.method.equals("*"))).toList());
		}

	}

	private static final class Growing<T> {

		private final Map<String, Growing<T>> literals = new LinkedHashMap<>();

		private final Map<List<String>, Growing<T>> patterns = new LinkedHashMap<>();

		private @Nullable Growing<T> parameter;

		private final List<Ending<T>> here = new ArrayList<>();

		private final List<Ending<T>> rest = new ArrayList<>();

	}

	/**
	 * Collects the operations of an API.
	 *
	 * @param <T> what is held per operation
	 */
	static final class Builder<T> {

		private final Growing<T> root = new Growing<>();

		/**
		 * Adds an operation.
		 * @param method the method, {@code *} for any
		 * @param urlTemplate the template
		 * @param value what is held for it
		 * @return the value that was there for the same method and template, or null; the
		 * first one stays
		 * @throws IllegalArgumentException if the template is malformed
		 */
		@Nullable T add(String method, String urlTemplate, T value) {
			UrlTemplate template = UrlTemplate.parse(urlTemplate);
			Growing<T> node = this.root;
			List<String> names = new ArrayList<>();
			boolean rest = false;
			for (UrlTemplate.Segment segment : template.segments()) {
				if (segment instanceof UrlTemplate.Segment.Literal literal) {
					String text = PercentCoding.canonicalSegment(literal.text());
					node = node.literals.computeIfAbsent(SegmentTable.key(text), (key) -> new Growing<>());
				}
				else if (segment instanceof UrlTemplate.Segment.Parameter parameter) {
					if (node.parameter == null) {
						node.parameter = new Growing<>();
					}
					node = node.parameter;
					names.add(parameter.name());
				}
				else if (segment instanceof UrlTemplate.Segment.Mixed mixed) {
					node = node.patterns.computeIfAbsent(mixed.literals(), (key) -> new Growing<>());
					names.addAll(mixed.names());
				}
				else if (segment instanceof UrlTemplate.Segment.Rest wildcard) {
					rest = true;
					names.add((wildcard.name() != null) ? wildcard.name() : "");
				}
			}
			List<Ending<T>> endings = rest ? node.rest : node.here;
			for (Ending<T> other : endings) {
				if (other.method.equals(method) && other.template.query().equals(template.query())) {
					return other.value;
				}
			}
			endings.add(new Ending<>(method, template, List.copyOf(names), value));
			return null;
		}

		OperationTrie<T> build() {
			return new OperationTrie<>(new Node<>(this.root));
		}

	}

}
