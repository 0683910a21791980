package io.selvage.gateway.policy.liquid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads what stands between the braces of an output or tag. As lax as DotLiquid: what
 * cannot be understood is skipped.
 */
final class Markup {

	private static final int DEEPEST = 32;

	private final String text;

	private final int base;

	private int at;

	private int depth;

	Markup(String text, int base) {
		this.text = text;
		this.base = base;
	}

	int offset() {
		return this.base + this.at;
	}

	int offsetOfNext() {
		skipBlanks();
		return offset();
	}

	boolean atEnd() {
		skipBlanks();
		return this.at >= this.text.length();
	}

	/** Reads a name; empty if there is none. */
	String word() {
		skipBlanks();
		int start = this.at;
		while (this.at < this.text.length() && isWord(this.text.charAt(this.at))) {
			this.at++;
		}
		return this.text.substring(start, this.at);
	}

	/** Reads a word if it is the one expected. */
	boolean accept(String expected) {
		skipBlanks();
		int end = this.at + expected.length();
		boolean found = this.text.startsWith(expected, this.at) && (!isWord(expected.charAt(expected.length() - 1))
				|| end >= this.text.length() || !isWord(this.text.charAt(end)));
		if (found) {
			this.at = end;
		}
		return found;
	}

	/** Reads a value with its filters. */
	Operand filtered() throws LiquidSyntaxException {
		Operand operand = operand();
		List<Operand.FilterCall> filters = new ArrayList<>();
		while (skipTo('|')) {
			this.at++;
			int start = offsetOfNext();
			String name = word();
			Filter filter = Filters.find(name);
			if (filter == null) {
				throw new LiquidSyntaxException(start,
						"There is no filter '" + name + "'. Filters: " + Filters.names() + ".");
			}
			filters.add(new Operand.FilterCall(filter, arguments()));
		}
		return filters.isEmpty() ? operand : new Operand.Filtered(operand, List.copyOf(filters));
	}

	private List<Operand> arguments() throws LiquidSyntaxException {
		List<Operand> arguments = new ArrayList<>();
		if (!accept(":")) {
			return arguments;
		}
		do {
			arguments.add(operand());
		}
		while (accept(","));
		return List.copyOf(arguments);
	}

	/** Reads a value without filters. */
	Operand operand() throws LiquidSyntaxException {
		skipBlanks();
		if (++this.depth > DEEPEST) {
			throw new LiquidSyntaxException(offset(), "The markup is nested too deeply.");
		}
		try {
			return operandHere();
		}
		finally {
			this.depth--;
		}
	}

	private Operand operandHere() throws LiquidSyntaxException {
		if (this.at >= this.text.length()) {
			return new Operand.Literal(null);
		}
		char c = this.text.charAt(this.at);
		if (c == '"' || c == '\'') {
			return new Operand.Literal(string(c));
		}
		if (Character.isDigit(c)
				|| (c == '-' && this.at + 1 < this.text.length() && Character.isDigit(this.text.charAt(this.at + 1)))) {
			return new Operand.Literal(number());
		}
		if (c == '(') {
			return range();
		}
		if (c == '[') {
			return path("");
		}
		String name = word();
		if (name.isEmpty()) {
			skipUnknown();
			return new Operand.Literal(null);
		}
		return switch (name) {
			case "true" -> new Operand.Literal(Boolean.TRUE);
			case "false" -> new Operand.Literal(Boolean.FALSE);
			case "nil", "null" -> new Operand.Literal(null);
			case "empty", "blank" -> new Operand.Literal(LiquidValue.EMPTY);
			default -> path(name);
		};
	}

	private String string(char quote) {
		int end = this.text.indexOf(quote, this.at + 1);
		int to = (end < 0) ? this.text.length() : end;
		String value = this.text.substring(this.at + 1, to);
		this.at = Math.min(to + 1, this.text.length());
		return value;
	}

	private Object number() {
		int start = this.at;
		this.at++;
		boolean fraction = false;
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			boolean point = c == '.' && !fraction && this.at + 1 < this.text.length()
					&& Character.isDigit(this.text.charAt(this.at + 1));
			if (!Character.isDigit(c) && !point) {
				break;
			}
			fraction |= point;
			this.at++;
		}
		BigDecimal value = new BigDecimal(this.text.substring(start, Math.min(this.at, start + 40)));
		return (fraction || value.precision() > 18) ? value : (Object) value.longValue();
	}

	private Operand range() throws LiquidSyntaxException {
		this.at++;
		Operand from = operand();
		accept("..");
		Operand to = operand();
		accept(")");
		return new Operand.Range(from, to);
	}

	private Operand path(String name) throws LiquidSyntaxException {
		List<Operand> members = new ArrayList<>();
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			if (c == '.' && this.at + 1 < this.text.length() && isWord(this.text.charAt(this.at + 1))) {
				this.at++;
				members.add(new Operand.Literal(word()));
			}
			else if (c == '[') {
				this.at++;
				members.add(operand());
				accept("]");
			}
			else {
				break;
			}
		}
		return new Operand.Path(name, List.copyOf(members));
	}

	/** Skips one thing nobody understands, together with what hangs on it. */
	private void skipUnknown() {
		while (this.at < this.text.length() && this.text.charAt(this.at) != '|' && this.text.charAt(this.at) != ',') {
			char c = this.text.charAt(this.at);
			if (c == '"' || c == '\'') {
				string(c);
			}
			else {
				this.at++;
			}
		}
	}

	/** Goes to the next of a character outside of strings. */
	private boolean skipTo(char wanted) {
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			if (c == wanted) {
				return true;
			}
			if (c == '"' || c == '\'') {
				string(c);
			}
			else {
				this.at++;
			}
		}
		return false;
	}

	/** Reads a comparison operator. */
	@Nullable String operator() {
		skipBlanks();
		for (String candidate : List.of("==", "!=", "<>", "<=", ">=", "<", ">", "contains")) {
			if (accept(candidate)) {
				return candidate;
			}
		}
		return null;
	}

	private void skipBlanks() {
		while (this.at < this.text.length() && Character.isWhitespace(this.text.charAt(this.at))) {
			this.at++;
		}
	}

	private static boolean isWord(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '?';
	}

}
