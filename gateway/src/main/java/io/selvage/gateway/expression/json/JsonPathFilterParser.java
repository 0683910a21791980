package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.text.NetRegex;

/**
 * Parses the filters of JSONPath expressions: comparisons joined by {@code &&} and
 * {@code ||}.
 */
final class JsonPathFilterParser {

	private static final List<String> OPERATORS = List.of("===", "!==", "==", "!=", "=~", "<=", ">=", "<>", "<", ">");

	private final JsonPathText text;

	private final JsonPathParser paths;

	private int depth;

	JsonPathFilterParser(JsonPathText text, JsonPathParser paths) {
		this.text = text;
		this.paths = paths;
	}

	JsonPathQuery any() {
		if (++this.depth > 50) {
			throw JsonPath.error("The filter is nested too deeply.");
		}
		List<JsonPathQuery> parts = new ArrayList<>(List.of(all()));
		while (this.text.takenWord("||")) {
			parts.add(all());
		}
		this.depth--;
		return (parts.size() == 1) ? parts.get(0) : new JsonPathQuery.Combined(parts, false);
	}

	private JsonPathQuery all() {
		List<JsonPathQuery> parts = new ArrayList<>(List.of(comparison()));
		while (this.text.takenWord("&&")) {
			parts.add(comparison());
		}
		return (parts.size() == 1) ? parts.get(0) : new JsonPathQuery.Combined(parts, true);
	}

	private JsonPathQuery comparison() {
		this.text.skipBlanks();
		if (this.text.taken('(')) {
			JsonPathQuery nested = any();
			this.text.skipBlanks();
			this.text.expect(')');
			return nested;
		}
		JsonPathQuery.Operand left = operand();
		this.text.skipBlanks();
		for (String operator : OPERATORS) {
			if (this.text.takenWord(operator)) {
				this.text.skipBlanks();
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
		if (!this.text.taken('/')) {
			throw this.text.unexpected();
		}
		int start = this.text.position();
		boolean escaped = false;
		while (!this.text.atEnd() && (this.text.peek() != '/' || escaped)) {
			escaped = this.text.next() == '\\';
		}
		String pattern = this.text.since(start);
		this.text.expect('/');
		int options = 0;
		while (Character.isLetter(this.text.peek())) {
			options |= switch (this.text.next()) {
				case 'i' -> NetRegex.IGNORE_CASE;
				case 'm' -> NetRegex.MULTILINE;
				case 's' -> NetRegex.SINGLELINE;
				case 'x' -> NetRegex.EXPLICIT_CAPTURE;
				default -> throw this.text.unexpected();
			};
		}
		return NetRegex.compile(pattern, options);
	}

	private JsonPathQuery.Operand operand() {
		this.text.skipBlanks();
		char c = this.text.peek();
		if (c == '@' || c == '$') {
			this.text.next();
			return new JsonPathQuery.Operand(this.paths.path(true), c == '$', null);
		}
		return new JsonPathQuery.Operand(null, false, constant());
	}

	private JValue constant() {
		char c = this.text.peek();
		if (c == '\'' || c == '"') {
			return new JValue(this.text.quoted());
		}
		int start = this.text.position();
		while (Character.isLetterOrDigit(this.text.peek()) || this.text.peek() == '-' || this.text.peek() == '+'
				|| this.text.peek() == '.') {
			this.text.next();
		}
		String word = this.text.since(start);
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
					this.text.position(start);
					throw this.text.unexpected();
				}
			}
		}
	}

}
