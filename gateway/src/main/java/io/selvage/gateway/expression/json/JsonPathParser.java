package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Parses JSONPath expressions.
 */
final class JsonPathParser {

	private final JsonPathText text;

	private final JsonPathFilterParser filters;

	JsonPathParser(String text) {
		this.text = new JsonPathText(text);
		this.filters = new JsonPathFilterParser(this.text, this);
	}

	JsonPath parse() {
		if (this.text.taken('$') && !this.text.atEnd() && this.text.peek() != '.' && this.text.peek() != '[') {
			this.text.position(0);
		}
		JsonPath path = path(false);
		if (!this.text.atEnd()) {
			throw this.text.unexpected();
		}
		return path;
	}

	/**
	 * Parses segments up to the end, or within a filter up to what cannot belong to a
	 * path.
	 */
	JsonPath path(boolean inFilter) {
		List<JsonPathSegment> segments = new ArrayList<>();
		boolean first = !inFilter && this.text.position() == 0;
		while (!this.text.atEnd()) {
			char c = this.text.peek();
			boolean deep = false;
			if (c == '.') {
				this.text.next();
				deep = this.text.peek() == '.';
				if (deep) {
					this.text.next();
				}
				if (this.text.atEnd()) {
					throw JsonPath.error("Unexpected end while parsing path.");
				}
				c = this.text.peek();
				if (c == '[' && !deep) {
					throw this.text.unexpected();
				}
			}
			else if (inFilter && c != '[') {
				break;
			}
			else if (c == ' ' && this.text.onlyBlanksLeft()) {
				this.text.skipBlanks();
				break;
			}
			else if (c != '[' && !first) {
				throw this.text.unexpected();
			}
			segments.add((c == '[') ? bracket(deep) : name(deep, inFilter));
			first = false;
		}
		return new JsonPath(segments);
	}

	private JsonPathSegment name(boolean deep, boolean inFilter) {
		int start = this.text.position();
		while (!this.text.atEnd() && isName(this.text.peek(), inFilter)) {
			this.text.next();
		}
		if (this.text.position() == start) {
			throw this.text.unexpected();
		}
		String name = this.text.since(start).strip();
		boolean any = name.equals("*");
		if (deep) {
			return new JsonPathSegment.Scan(any ? List.of() : List.of(name));
		}
		return new JsonPathSegment.Field(any ? null : name);
	}

	private static boolean isName(char c, boolean inFilter) {
		if (c == '.' || c == '[' || c == ']' || c == '(' || c == ')') {
			return false;
		}
		return !inFilter || (c != ' ' && c != '=' && c != '!' && c != '<' && c != '>' && c != '&' && c != '|');
	}

	private JsonPathSegment bracket(boolean deep) {
		this.text.next();
		this.text.skipBlanks();
		char c = this.text.peek();
		JsonPathSegment segment;
		if (c == '\'' || c == '"') {
			segment = quotedNames(deep);
		}
		else if (c == '?') {
			segment = filter(deep);
		}
		else {
			segment = indexes(deep);
		}
		this.text.skipBlanks();
		this.text.expect(']');
		return segment;
	}

	private JsonPathSegment quotedNames(boolean deep) {
		List<String> names = new ArrayList<>();
		do {
			this.text.skipBlanks();
			if (this.text.peek() != '\'' && this.text.peek() != '"') {
				throw this.text.unexpected();
			}
			names.add(this.text.quoted());
			this.text.skipBlanks();
		}
		while (this.text.taken(','));
		return deep ? new JsonPathSegment.Scan(names) : new JsonPathSegment.Fields(names);
	}

	private JsonPathSegment indexes(boolean deep) {
		if (this.text.taken('*')) {
			return deep ? new JsonPathSegment.Scan(List.of()) : new JsonPathSegment.Indexes(List.of());
		}
		Integer first = this.text.integer();
		this.text.skipBlanks();
		if (this.text.peek() == ':') {
			return slice(first);
		}
		List<Integer> indexes = new ArrayList<>();
		while (true) {
			if (first == null || first < 0) {
				throw JsonPath.error("Array index expected.");
			}
			indexes.add(first);
			this.text.skipBlanks();
			if (!this.text.taken(',')) {
				return new JsonPathSegment.Indexes(indexes);
			}
			this.text.skipBlanks();
			first = this.text.integer();
		}
	}

	private JsonPathSegment slice(@Nullable Integer start) {
		this.text.next();
		this.text.skipBlanks();
		Integer end = this.text.integer();
		this.text.skipBlanks();
		Integer step = null;
		if (this.text.taken(':')) {
			this.text.skipBlanks();
			step = this.text.integer();
		}
		if (step != null && step == 0) {
			throw JsonPath.error("Step cannot be zero.");
		}
		return new JsonPathSegment.Slice(start, end, (step != null) ? step : 1);
	}

	private JsonPathSegment filter(boolean deep) {
		this.text.next();
		this.text.skipBlanks();
		this.text.expect('(');
		JsonPathQuery query = this.filters.any();
		this.text.skipBlanks();
		this.text.expect(')');
		return new JsonPathSegment.Filter(query, deep);
	}

}
