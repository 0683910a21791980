package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A compiled JSONPath expression in Json.NET's dialect. Each segment turns the tokens
 * found so far into the next ones.
 */
public final class JsonPath {

	private final List<JsonPathSegment> segments;

	JsonPath(List<JsonPathSegment> segments) {
		this.segments = List.copyOf(segments);
	}

	/**
	 * Compiles an expression.
	 * @param path for example {@code $.store.book[?(@.price < 10)].title}
	 * @return the path
	 * @throws ClrException Newtonsoft.Json.JsonException if it is malformed
	 */
	public static JsonPath compile(@Nullable String path) {
		if (path == null) {
			throw ClrException.argumentNull("path");
		}
		return new JsonPathParser(path).parse();
	}

	/**
	 * Finds the tokens.
	 * @param start where the path begins
	 * @param strict whether a missing name or index is an error
	 * @param evaluation whose budget applies
	 * @return the tokens
	 */
	public List<JToken> select(JToken start, boolean strict, Evaluation evaluation) {
		return select(new JsonSearch(start.root(), evaluation), start, strict);
	}

	List<JToken> select(JsonSearch search, JToken start, boolean strict) {
		List<JToken> found = List.of(start);
		for (JsonPathSegment segment : this.segments) {
			List<JToken> next = new ArrayList<>();
			for (JToken token : found) {
				int before = next.size();
				segment.select(search, token, strict, next);
				search.found(1 + next.size() - before);
			}
			found = next;
		}
		return found;
	}

	/**
	 * Finds at most one token.
	 * @param start where the path begins
	 * @param strict whether a missing name or index is an error
	 * @param evaluation whose budget applies
	 * @return null if there is none
	 * @throws ClrException Newtonsoft.Json.JsonException if there are several
	 */
	public @Nullable JToken selectOne(JToken start, boolean strict, Evaluation evaluation) {
		List<JToken> found = select(start, strict, evaluation);
		if (found.size() > 1) {
			throw error("Path returned multiple tokens.");
		}
		return found.isEmpty() ? null : found.get(0);
	}

	static ClrException error(String message) {
		return new ClrException("Newtonsoft.Json.JsonException", message);
	}

	/** Appends where a token stands in its document. */
	static void append(StringBuilder path, JToken token) {
		JContainer parent = token.parent;
		if (parent == null) {
			return;
		}
		append(path, parent);
		if (token instanceof JProperty property) {
			appendName(path, property.name());
		}
		else if (!(parent instanceof JProperty)) {
			path.append('[').append(token.index()).append(']');
		}
	}

	static void appendName(StringBuilder path, String name) {
		if (name.chars().allMatch((c) -> " '.\"[]()\t\n\r\f\b\\/{}\u0085\u2028\u2029".indexOf(c) < 0)) {
			path.append(path.isEmpty() ? "" : ".").append(name);
		}
		else {
			path.append("['").append(name.replace("\\", "\\\\").replace("'", "\\'")).append("']");
		}
	}

}
