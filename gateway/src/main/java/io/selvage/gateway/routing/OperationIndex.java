package io.selvage.gateway.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.selvage.gateway.context.MessageHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operation of a request in time that does not depend on how many there are.
 * <p>
 * It is an immutable tree in three storeys. The first walks the segments of API suffixes
 * and keeps the longest that matches, as Azure API Management does; there is no falling
 * back to a shorter one. The second tells the versions and revisions of APIs with that
 * suffix apart: {@code ;rev=n} behind the suffix (or at the end of the path), then a
 * version segment, header or query parameter. The third is one {@link OperationTrie} per
 * revision. Segments are compared in the matched form of {@link RequestPath} and without
 * case. A changed catalog builds a new index; tries of unchanged APIs are taken over.
 *
 * @param <T> what is held per operation
 */
public final class OperationIndex<T> {

	private static final String REVISION = ";rev=";

	private final OperationMatch<T> noApi = new OperationMatch.NoApi<>();

	private final Node<T> root;

	private OperationIndex(Node<T> root) {
		this.root = root;
	}

	/**
	 * Returns an index that finds nothing.
	 * @param <T> what is held per operation
	 * @return the index
	 */
	public static <T> OperationIndex<T> empty() {
		return new Builder<T>().build();
	}

	/**
	 * Finds the operation of a request.
	 * @param method the method
	 * @param path the matched form of the path
	 * @param rawQuery the query, percent-encoded, or null
	 * @param headers the header lines, for versions named there
	 * @return what was found
	 */
	public OperationMatch<T> find(String method, String path, @Nullable String rawQuery, MessageHeaders headers) {
		String trailing = null;
		String plain = path;
		int semicolon = path.lastIndexOf(REVISION);
		if (semicolon >= 0 && path.indexOf('/', semicolon) < 0) {
			trailing = path.substring(semicolon + REVISION.length());
			plain = path.substring(0, semicolon);
		}
		Node<T> node = this.root;
		Versions<T> best = node.versions;
		int bestEnd = 0;
		String revision = trailing;
		int position = 0;
		while (position < plain.length()) {
			int slash = plain.indexOf('/', position + 1);
			int end = (slash < 0) ? plain.length() : slash;
			int mark = plain.indexOf(REVISION, position + 1);
			int nameEnd = (mark >= 0 && mark < end) ? mark : end;
			node = node.children.get(plain, position + 1, nameEnd);
			if (node == null) {
				break;
			}
			if (node.versions != null) {
				best = node.versions;
				bestEnd = end;
				revision = (nameEnd < end) ? plain.substring(nameEnd + REVISION.length(), end) : trailing;
			}
			position = end;
		}
		if (best == null) {
			return this.noApi;
		}
		OperationMatch<T> match = best.find(new Request(method, plain, rawQuery, headers), bestEnd, revision);
		return (match != null) ? match : new OperationMatch.NoOperation<>(null, plain.substring(bestEnd));
	}

	private record Request(String method, String path, @Nullable String rawQuery, MessageHeaders headers) {
	}

	private static final class Node<T> {

		private final SegmentTable<Node<T>> children;

		private final @Nullable Versions<T> versions;

		Node(Growing<T> grown) {
			Map<String, Node<T>> nodes = new LinkedHashMap<>();
			grown.children.forEach((segment, child) -> nodes.put(segment, new Node<>(child)));
			this.children = new SegmentTable<>(nodes);
			this.versions = grown.versions.isEmpty() ? null : new Versions<>(grown.versions);
		}

	}

	/**
	 * The versions of the APIs at one suffix.
	 */
	private static final class Versions<T> {

		private final @Nullable Revisions<T> unversioned;

		private final SegmentTable<Revisions<T>> bySegment;

		private final List<Named<T>> byParameter = new ArrayList<>();

		Versions(Map<ApiAddress.@Nullable Version, Revisions<T>> versions) {
			Map<String, Revisions<T>> segments = new LinkedHashMap<>();
			versions.forEach((version, revisions) -> {
				if (version != null && version.scheme() == ApiAddress.Scheme.SEGMENT) {
					segments.put(SegmentTable.key(version.name()), revisions);
				}
				else if (version != null) {
					this.byParameter.add(new Named<>(version, revisions));
				}
			});
			this.unversioned = versions.get(null);
			this.bySegment = new SegmentTable<>(segments);
		}

		@Nullable OperationMatch<T> find(Request request, int position, @Nullable String revision) {
			String path = request.path();
			if (position < path.length()) {
				int slash = path.indexOf('/', position + 1);
				int end = (slash < 0) ? path.length() : slash;
				int mark = path.indexOf(REVISION, position + 1);
				int nameEnd = (mark >= 0 && mark < end) ? mark : end;
				Revisions<T> version = this.bySegment.get(path, position + 1, nameEnd);
				if (version != null) {
					String named = (nameEnd < end) ? path.substring(nameEnd + REVISION.length(), end) : revision;
					return version.find(request, end, named);
				}
			}
			for (Named<T> candidate : this.byParameter) {
				ApiAddress.Version version = candidate.version;
				String asked = (version.scheme() == ApiAddress.Scheme.HEADER)
						? request.headers().first(version.parameter())
						: QueryMatch.value(request.rawQuery(), version.parameter());
				if (version.name().equalsIgnoreCase(asked)) {
					return candidate.revisions.find(request, position, revision);
				}
			}
			return (this.unversioned != null) ? this.unversioned.find(request, position, revision) : null;
		}

		private record Named<T>(ApiAddress.Version version, Revisions<T> revisions) {
		}

	}

	/**
	 * The revisions of one version.
	 */
	private static final class Revisions<T> {

		private final Map<String, Revision<T>> byNumber = new LinkedHashMap<>();

		private @Nullable Revision<T> current;

		@Nullable OperationMatch<T> find(Request request, int position, @Nullable String number) {
			Revision<T> revision = (number == null) ? this.current : this.byNumber.get(number);
			return (revision == null) ? null : revision.find(request, position);
		}

	}

	private record Revision<T>(OperationTrie<T> operations, @Nullable T rest) {

		OperationMatch<T> find(Request request, int position) {
			String path = request.path();
			OperationMatch.Found<T> found = this.operations.find(request.method(), path, position, request.rawQuery());
			return (found != null) ? found : new OperationMatch.NoOperation<>(this.rest, path.substring(position));
		}

	}

	private static final class Growing<T> {

		private final Map<String, Growing<T>> children = new LinkedHashMap<>();

		private final Map<ApiAddress.@Nullable Version, Revisions<T>> versions = new LinkedHashMap<>();

	}

	/**
	 * The operations of one revision of an API, ready to be put into an index.
	 *
	 * @param <T> what is held per operation
	 */
	public static final class ApiOperations<T> {

		/** Gone once the trie is built, which needs less memory. */
		private OperationTrie.@Nullable Builder<T> builder = new OperationTrie.Builder<>();

		private @Nullable T rest;

		private @Nullable Revision<T> built;

		/**
		 * Adds an operation.
		 * @param method the method, {@code *} for any
		 * @param urlTemplate its URL template
		 * @param value what is held for it
		 * @return what is held for an operation with the same method and template, which
		 * stays; null if there is none
		 * @throws IllegalArgumentException if the template is malformed
		 */
		public @Nullable T add(String method, String urlTemplate, T value) {
			return Objects.requireNonNull(this.builder, "already in an index").add(method, urlTemplate, value);
		}

		/**
		 * Says what is held for requests that match no operation.
		 * @param value what is held for them
		 */
		public void rest(T value) {
			this.rest = value;
		}

		private Revision<T> revision() {
			if (this.built == null) {
				this.built = new Revision<>(Objects.requireNonNull(this.builder).build(), this.rest);
				this.builder = null;
			}
			return this.built;
		}

	}

	/**
	 * Collects APIs.
	 *
	 * @param <T> what is held per operation
	 */
	public static final class Builder<T> {

		private final Growing<T> root = new Growing<>();

		/**
		 * Adds a revision of an API.
		 * @param address where it is recognised
		 * @param operations its operations; not added to afterwards
		 */
		public void add(ApiAddress address, ApiOperations<T> operations) {
			Growing<T> node = this.root;
			for (String segment : address.path().split("/")) {
				if (!segment.isEmpty()) {
					node = node.children.computeIfAbsent(SegmentTable.key(PercentCoding.canonicalSegment(segment)),
							(key) -> new Growing<>());
				}
			}
			Revisions<T> revisions = node.versions.computeIfAbsent(address.version(), (key) -> new Revisions<>());
			revisions.byNumber.put(address.revision(), operations.revision());
			if (address.current()) {
				revisions.current = operations.revision();
			}
		}

		/**
		 * Builds the index.
		 * @return an immutable index
		 */
		public OperationIndex<T> build() {
			return new OperationIndex<>(new Node<>(this.root));
		}

	}

}
