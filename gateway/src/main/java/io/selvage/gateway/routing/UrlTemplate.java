package io.selvage.gateway.routing;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The URL template of an operation, taken apart: {@code /orders/{id}/items?page={p}}.
 * Source: {@code urlTemplate} of the operation contract of Azure API Management.
 *
 * @param segments the path
 * @param query the parameters the query must have
 */
record UrlTemplate(List<Segment> segments, List<QueryPart> query) {

	/**
	 * Reads a template.
	 * @param text the template
	 * @return its parts
	 * @throws IllegalArgumentException if it is malformed; the message says where
	 */
	static UrlTemplate parse(String text) {
		int question = text.indexOf('?');
		String path = (question < 0) ? text : text.substring(0, question);
		List<Segment> segments = new ArrayList<>();
		int position = 0;
		for (String part : path.split("/", -1)) {
			if (!part.isEmpty()) {
				segments.add(segment(text, part, position));
			}
			position += part.length() + 1;
		}
		for (int i = 0; i < segments.size() - 1; i++) {
			if (segments.get(i) instanceof Segment.Rest) {
				throw new IllegalArgumentException(
						"The URL template '" + text + "' has a wildcard that is not its last segment");
			}
		}
		return new UrlTemplate(List.copyOf(segments),
				(question < 0) ? List.of() : query(text, text.substring(question + 1)));
	}

	private static Segment segment(String template, String part, int position) {
		if (part.equals("*")) {
			return new Segment.Rest(null);
		}
		if (part.indexOf('{') < 0 && part.indexOf('}') < 0) {
			return new Segment.Literal(part);
		}
		List<String> literals = new ArrayList<>();
		List<String> names = new ArrayList<>();
		int from = 0;
		while (true) {
			int open = part.indexOf('{', from);
			int stray = part.indexOf('}', from);
			if (open < 0) {
				requireNot(stray >= 0, template, position + stray, "'}' without '{'");
				literals.add(part.substring(from));
				break;
			}
			requireNot(stray >= 0 && stray < open, template, position + stray, "'}' without '{'");
			requireNot(stray < 0, template, position + open, "'{' without '}'");
			literals.add(part.substring(from, open));
			String name = part.substring(open + 1, stray);
			requireNot(name.isBlank() || name.indexOf('{') >= 0, template, position + open, "an empty parameter name");
			names.add(name);
			from = stray + 1;
		}
		boolean whole = names.size() == 1 && literals.get(0).isEmpty() && literals.get(1).isEmpty();
		if (whole) {
			String name = names.get(0);
			return name.startsWith("*") ? new Segment.Rest(name.substring(1)) : new Segment.Parameter(name);
		}
		return new Segment.Mixed(List.copyOf(literals), List.copyOf(names));
	}

	private static void requireNot(boolean wrong, String template, int position, String what) {
		if (wrong) {
			throw new IllegalArgumentException(
					"The URL template '" + template + "' has " + what + " at position " + (position + 1));
		}
	}

	private static List<QueryPart> query(String template, String text) {
		List<QueryPart> parts = new ArrayList<>();
		for (String pair : text.split("&")) {
			if (pair.isEmpty()) {
				continue;
			}
			int equals = pair.indexOf('=');
			String name = (equals < 0) ? pair : pair.substring(0, equals);
			String value = (equals < 0) ? "" : pair.substring(equals + 1);
			if (value.startsWith("{") && value.endsWith("}") && value.length() > 2) {
				parts.add(new QueryPart(name, null, value.substring(1, value.length() - 1)));
			}
			else {
				requireNot(value.indexOf('{') >= 0 || value.indexOf('}') >= 0, template, template.indexOf(pair),
						"a query parameter that is neither a value nor one '{name}'");
				parts.add(new QueryPart(name, value, null));
			}
		}
		return List.copyOf(parts);
	}

	/**
	 * A segment of the path.
	 */
	sealed interface Segment {

		/**
		 * A fixed text.
		 *
		 * @param text the text
		 */
		record Literal(String text) implements Segment {
		}

		/**
		 * A whole segment that is a parameter.
		 *
		 * @param name its name
		 */
		record Parameter(String name) implements Segment {
		}

		/**
		 * Texts and parameters in turn, such as <code>items({id})</code>.
		 *
		 * @param literals one more than there are names; may be empty
		 * @param names the parameters between them
		 */
		record Mixed(List<String> literals, List<String> names) implements Segment {
		}

		/**
		 * All that follows, including nothing.
		 *
		 * @param name the parameter that gets it, or null
		 */
		record Rest(@Nullable String name) implements Segment {
		}

	}

	/**
	 * A parameter of the query.
	 *
	 * @param name its name
	 * @param value what it must be, or null for any
	 * @param parameter the parameter that gets its value, or null
	 */
	record QueryPart(String name, @Nullable String value, @Nullable String parameter) {
	}

}
