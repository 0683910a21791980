package io.selvage.gateway.expression.text;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;

/**
 * A translation under way: where the pattern is read, under which options, and what was
 * written for the two engines.
 */
final class RegexTranslation {

	final String pattern;

	final StringBuilder linear = new StringBuilder();

	final StringBuilder java = new StringBuilder();

	/** The names of the groups so far; empty for those without. */
	final List<String> opened = new ArrayList<>();

	int options;

	int at;

	boolean backtracking;

	boolean finalLineFeed;

	boolean wordBoundary;

	/** Whether a quantifier may follow. */
	boolean quantifiable;

	RegexTranslation(String pattern, int options) {
		this.pattern = pattern;
		this.options = options;
	}

	boolean has(int option) {
		return (this.options & option) != 0;
	}

	void both(String text) {
		this.linear.append(text);
		this.java.append(text);
	}

	void atom(String text) {
		both(text);
		this.quantifiable = true;
	}

	void literal(int c) {
		String text = RegexEscapes.literal(c);
		atom(text);
	}

	void beforeFinalLineFeed() {
		this.finalLineFeed = true;
		this.linear.append("\\z");
		this.java.append("(?=\\n?\\z)");
	}

	ClrException invalid(String reason) {
		return invalid(this.pattern, reason);
	}

	static ClrException invalid(String pattern, String reason) {
		String shown = (pattern.length() > 200) ? pattern.substring(0, 200) + "…" : pattern;
		return ClrException.argument("parsing \"" + shown + "\" - " + reason + ".");
	}

	RegexGroups groups() {
		return new RegexGroups(this.opened);
	}

}
