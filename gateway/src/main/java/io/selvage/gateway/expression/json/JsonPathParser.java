package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.text.NetRegex;
import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSONPath expressions.
 */
final class JsonPathParser {

	private static final List<String> OPERATORS = List.of("===", "!==", "==", "!=", "=~", "<=", ">=", "<>", "<", ">");

	private final String text;

	private int at;

	private int depth;

	JsonPathParser(String text) {
		this.text = text;
	}

	JsonPath parse() {
		String trimmed = this.text;
		if (trimmed.startsWith("$")
				&& (trimmed.length() == 1 || trimmed.charAt(1) == '.' || trimmed.charAt(1) == '[')) {
			this.at = 1;
		}
		JsonPath path = path(false);
		if (this.at < this.text.length()) {
			throw unexpected();
		}
		return path;
	}

	/**
	 * Parses segments up to the end, or within a filter up to what cannot belong to a
	 * path.
	 */
	private JsonPath path(boolean inFilter) {
		List<JsonPathSegment> segments = new ArrayList<>();
		boolean first = !inFilter && this.at == 0;
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			boolean deep = false;
			if (c == '.') {
				this.at++;
				deep = peek() == '.';
				if (deep) {
					this.at++;
				}
				if (this.at >= this.text.length()) {
					throw JsonPath.error("Unexpected end while parsing path.");
				}
				c = peek();
				if (c == '[' && !deep) {
					throw unexpected();
				}
			}
			else if (inFilter && c != '[') {
				break;
			}
			else if (c == ' ' && this.text.substring(this.at).isBlank()) {
				this.at = this.text.length();
				break;
			}
			else if (c != '[' && !first) {
				throw unexpected();
			}
			segments.add((c == '[') ? bracket(deep) : name(deep, inFilter));
			first = false;
		}
		return new JsonPath(segments);
	}

	private JsonPathSegment name(boolean deep, boolean inFilter) {
		int start = this.at;
		while (this.at < this.text.length() && isName(peek(), inFilter)) {
			this.at++;
		}
		if (this.at == start) {
			throw unexpected();
		}
		String name = this.text.substring(start, this.at).strip();
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
		this.at++;
		skipBlanks();
		char c = peek();
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
		skipBlanks();
		expect(']');
		return segment;
	}

	private JsonPathSegment quotedNames(boolean deep) {
		List<String> names = new ArrayList<>();
		do {
			skipBlanks();
			if (peek() != '\'' && peek() != '"') {
				throw unexpected();
			}
			names.add(quoted());
			skipBlanks();
		}
		while (taken(','));
		return deep ? new JsonPathSegment.Scan(names) : new JsonPathSegment.Fields(names);
	}

	private String quoted() {
		char quote = this.text.charAt(this.at++);
		StringBuilder value = new StringBuilder();
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at++);
			if (c == quote) {
				return value.toString();
			}
			if (c == '\\' && this.at < this.text.length()) {
				c = escape(this.text.charAt(this.at++));
			}
			value.append(c);
		}
		throw JsonPath.error("Path ended with an open string.");
	}

	private static char escape(char c) {
		return switch (c) {
			case 'b' -> '\b';
			case 't' -> '\t';
			case 'n' -> '\n';
			case 'f' -> '\f';
			case 'r' -> '\r';
			case '\\', '"', '\'', '/' -> c;
			default -> throw JsonPath.error("Unknown escape character: \\" + c + ".");
		};
	}

	private JsonPathSegment indexes(boolean deep) {
		if (taken('*')) {
			return deep ? new JsonPathSegment.Scan(List.of()) : new JsonPathSegment.Indexes(List.of());
		}
		Integer first = integer();
		skipBlanks();
		if (peek() == ':') {
			return slice(first);
		}
		List<Integer> indexes = new ArrayList<>();
		while (true) {
			if (first == null || first < 0) {
				throw JsonPath.error("Array index expected.");
			}
			indexes.add(first);
			skipBlanks();
			if (!taken(',')) {
				return new JsonPathSegment.Indexes(indexes);
			}
			skipBlanks();
			first = integer();
		}
	}

	private JsonPathSegment slice(@Nullable Integer start) {
		this.at++;
		skipBlanks();
		Integer end = integer();
		skipBlanks();
		Integer step = null;
		if (taken(':')) {
			skipBlanks();
			step = integer();
		}
		if (step != null && step == 0) {
			throw JsonPath.error("Step cannot be zero.");
		}
		return new JsonPathSegment.Slice(start, end, (step != null) ? step : 1);
	}

	private @Nullable Integer integer() {
		int start = this.at;
		if (peek() == '-') {
			this.at++;
		}
		while (peek() >= '0' && peek() <= '9') {
			this.at++;
		}
		try {
			return (this.at == start) ? null : Integer.valueOf(this.text.substring(start, this.at));
		}
		catch (NumberFormatException ex) {
			throw JsonPath.error("The index is not a number.");
		}
	}

	private JsonPathSegment filter(boolean deep) {
		this.at++;
		skipBlanks();
		expect('(');
		JsonPathQuery query = any();
		skipBlanks();
		expect(')');
		return new JsonPathSegment.Filter(query, deep);
	}

	private JsonPathQuery any() {
		if (++this.depth > 50) {
			throw JsonPath.error("The filter is nested too deeply.");
		}
		List<JsonPathQuery> parts = new ArrayList<>(List.of(all()));
		while (takenWord("||")) {
			parts.add(all());
		}
		this.depth--;
		return (parts.size() == 1) ? parts.get(0) : new JsonPathQuery.Combined(parts, false);
	}

	private JsonPathQuery all() {
		List<JsonPathQuery> parts = new ArrayList<>(List.of(comparison()));
		while (takenWord("&&")) {
			parts.add(comparison());
		}
		return (parts.size() == 1) ? parts.get(0) : new JsonPathQuery.Combined(parts, true);
	}

	private JsonPathQuery comparison() {
		skipBlanks();
		if (taken('(')) {
			JsonPathQuery nested = any();
			skipBlanks();
			expect(')');
			return nested;
		}
		JsonPathQuery.Operand left = operand();
		skipBlanks();
		for (String operator : OPERATORS) {
			if (takenWord(operator)) {
				skipBlanks();
				if (operator.equals("=~")) {
					return new JsonPathQuery.Compare(left, operator,
							new JsonPathQuery.Operand(null, false, JValue.nullValue()), pattern());
				}
				return new JsonPathQuery.Compare(left, operator.equals("<>") ? "!=" : operator, operand(), null);
			}
		}
		return new JsonPathQuery.Exists(left);
	}

	private NetRegex pattern() {
		if (!taken('/')) {
			throw unexpected();
		}
		int start = this.at;
		while (this.at < this.text.length() && (peek() != '/' || this.text.charAt(this.at - 1) == '\\')) {
			this.at++;
		}
		String pattern = this.text.substring(start, this.at);
		expect('/');
		int options = 0;
		while (Character.isLetter(peek())) {
			options |= switch (this.text.charAt(this.at++)) {
				case 'i' -> NetRegex.IGNORE_CASE;
				case 'm' -> NetRegex.MULTILINE;
				case 's' -> NetRegex.SINGLELINE;
				case 'x' -> NetRegex.EXPLICIT_CAPTURE;
				default -> throw unexpected();
			};
		}
		return NetRegex.compile(pattern, options);
	}

	private JsonPathQuery.Operand operand() {
		skipBlanks();
		char c = peek();
		if (c == '@' || c == '$') {
			this.at++;
			return new JsonPathQuery.Operand(path(true), c == '$', null);
		}
		return new JsonPathQuery.Operand(null, false, constant());
	}

	private JValue constant() {
		char c = peek();
		if (c == '\'' || c == '"') {
			return new JValue(quoted());
		}
		int start = this.at;
		while (Character.isLetterOrDigit(peek()) || peek() == '-' || peek() == '+' || peek() == '.') {
			this.at++;
		}
		String word = this.text.substring(start, this.at);
		switch (word) {
			case "true", "false" -> {
				return new JValue(word.equals("true"));
			}
			case "null" -> {
				return JValue.nullValue();
			}
			default -> {
				try {
					return word.matches("-?\\d{1,18}") ? new JValue(Long.valueOf(word))
							: new JValue(Double.valueOf(word));
				}
				catch (NumberFormatException ex) {
					this.at = start;
					throw unexpected();
				}
			}
		}
	}

	private char peek() {
		return (this.at < this.text.length()) ? this.text.charAt(this.at) : '\0';
	}

	private void skipBlanks() {
		while (peek() == ' ') {
			this.at++;
		}
	}

	private boolean taken(char c) {
		if (peek() == c) {
			this.at++;
			return true;
		}
		return false;
	}

	private boolean takenWord(String word) {
		skipBlanks();
		if (this.text.startsWith(word, this.at)) {
			this.at += word.length();
			return true;
		}
		return false;
	}

	private void expect(char c) {
		if (!taken(c)) {
			throw (this.at >= this.text.length()) ? JsonPath.error("Path ended with open indexer or query.")
					: unexpected();
		}
	}

	private ClrException unexpected() {
		return JsonPath.error((this.at >= this.text.length()) ? "Unexpected end while parsing path."
				: "Unexpected character while parsing path: " + peek());
	}

}
