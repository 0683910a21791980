package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A rewrite template: path and query with <code>{parameter}</code> in both. Immutable.
 */
final class RewriteTemplate {

	private final List<Part> path;

	private final List<Part> query;

	private final boolean hasQuery;

	private RewriteTemplate(List<Part> path, List<Part> query, boolean hasQuery) {
		this.path = path;
		this.query = query;
		this.hasQuery = hasQuery;
	}

	static RewriteTemplate parse(String text) {
		String template = text.strip();
		int question = template.indexOf('?');
		String path = (question < 0) ? template : template.substring(0, question);
		String rooted = path.startsWith("/") ? path : "/" + path;
		return new RewriteTemplate(parts(rooted), parts((question < 0) ? "" : template.substring(question + 1)),
				question >= 0);
	}

	private static List<Part> parts(String text) {
		List<Part> parts = new ArrayList<>();
		int at = 0;
		while (at < text.length()) {
			int open = text.indexOf('{', at);
			int close = (open < 0) ? -1 : text.indexOf('}', open);
			if (close < 0) {
				break;
			}
			if (open > at) {
				parts.add(new Part(text.substring(at, open), false));
			}
			parts.add(new Part(text.substring(open + 1, close), true));
			at = close + 1;
		}
		if (at < text.length()) {
			parts.add(new Part(text.substring(at), false));
		}
		return parts;
	}

	/** Calls the consumer for the name of every parameter. */
	void forEachParameter(Consumer<String> name) {
		this.path.stream().filter(Part::parameter).forEach((part) -> name.accept(part.text()));
		this.query.stream().filter(Part::parameter).forEach((part) -> name.accept(part.text()));
	}

	/**
	 * Fills the path.
	 * @param parameters the parameters of the operation's template
	 * @return the path, percent-encoded
	 */
	String path(Parameters parameters) {
		StringBuilder filled = new StringBuilder();
		for (Part part : this.path) {
			if (part.parameter()) {
				String value = parameters.value(part.text());
				filled.append(parameters.spansSegments(part.text()) ? PercentEncoding.path(value)
						: PercentEncoding.pathSegment(value));
			}
			else {
				filled.append(PercentEncoding.written(part.text()));
			}
		}
		return filled.toString();
	}

	/**
	 * Fills the query.
	 * @return the query, percent-encoded; null if the template has none
	 */
	@Nullable String query(Parameters parameters) {
		if (!this.hasQuery) {
			return null;
		}
		StringBuilder filled = new StringBuilder();
		for (Part part : this.query) {
			filled.append(part.parameter() ? PercentEncoding.queryComponent(parameters.value(part.text()))
					: PercentEncoding.written(part.text()));
		}
		return filled.toString();
	}

	private record Part(String text, boolean parameter) {
	}

	/**
	 * What fills a template.
	 */
	interface Parameters {

		/** The value of a parameter; throws if there is none of this name. */
		String value(String name);

		/** Whether the parameter stands for the rest of the path. */
		boolean spansSegments(String name);

		/** The parameters that a request matched. */
		static Parameters of(Map<String, String> matched, String urlTemplate, Unknown unknown) {
			return new Parameters() {

				@Override
				public String value(String name) {
					String bare = name.startsWith("*") ? name.substring(1) : name;
					String value = matched.get(bare);
					if (value == null && name.startsWith("*")) {
						value = matched.get(name);
					}
					if (value != null) {
						return value;
					}
					if (urlTemplate.contains("{" + name + "}")) {
						return "";
					}
					throw unknown.parameter(name);
				}

				@Override
				public boolean spansSegments(String name) {
					return name.startsWith("*") || urlTemplate.contains("{*" + name + "}");
				}

			};
		}

		/** Makes the failure for a parameter the operation does not have. */
		interface Unknown {

			RuntimeException parameter(String name);

		}

	}

}
