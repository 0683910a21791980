package io.selvage.gateway.policy.document;

import io.selvage.gateway.expression.ExpressionScanner;
import org.jspecify.annotations.Nullable;

/**
 * Finds where an expression ends in raw XML.
 * <p>
 * Brackets alone cannot tell: in {@code a="@(f("x")" b=")"} they balance over two
 * attributes. So the C# parser is the arbiter: if what the brackets enclose does not
 * parse, the ends are tried where markup could go on (a quote before the next attribute
 * or the end of the tag; the end tag of the element). If nothing parses, the first such
 * end at which the missing brackets would make an expression is the one the author meant.
 */
final class ExpressionBoundary {

	/** So that a broken document costs no more than this many attempts to parse. */
	private static final int MOST_CANDIDATES = 64;

	private static final int MOST_MISSING = 8;

	private final MappedText text;

	ExpressionBoundary(MappedText text) {
		this.text = text;
	}

	/**
	 * Finds the end of an expression in an attribute.
	 * @param start where it begins
	 * @param quote the quote that encloses the value
	 */
	Outcome inAttribute(int start, char quote) {
		return find(start, (from) -> attributeEnd(from, quote));
	}

	/**
	 * Finds the end of an expression in an element.
	 * @param start where it begins
	 * @param element the name of the element
	 */
	Outcome inElement(int start, String element) {
		return find(start, (from) -> endTag(from, element));
	}

	private Outcome find(int start, Ends ends) {
		ExpressionScanner.Scan scan = ExpressionScanner.scan(this.text.text(), start);
		boolean enclosed = false;
		if (scan.found()) {
			enclosed = ends.next(skipBlanks(scan.end())) == skipBlanks(scan.end());
			if (enclosed && acceptable(this.text.text().substring(start, scan.end()))) {
				return new Outcome(Kind.EXPRESSION, scan.end(), "", "");
			}
		}
		Outcome candidate = search(start, ends);
		if (candidate != null && candidate.kind() == Kind.EXPRESSION) {
			return candidate;
		}
		if (enclosed) {
			return new Outcome(Kind.EXPRESSION, scan.end(), "", "");
		}
		if (scan.found()) {
			return new Outcome(Kind.MIXED, scan.end(), "", "");
		}
		return (candidate != null) ? candidate : broken(start, scan.problem());
	}

	private static Outcome broken(int start, ExpressionScanner.@Nullable Problem problem) {
		return new Outcome(Kind.BROKEN, start, "", (problem != null) ? problem.message() : "it does not end");
	}

	/** Which brackets would close what is open at the end of a text. */
	private static String missing(String candidate) {
		StringBuilder added = new StringBuilder();
		for (int i = 0; i < MOST_MISSING; i++) {
			ExpressionScanner.Problem problem = ExpressionScanner.scan(candidate + added, 0).problem();
			if (problem == null) {
				return added.toString();
			}
			if (problem.missing().isEmpty()) {
				return "";
			}
			added.append(problem.missing());
		}
		return "";
	}

	private boolean acceptable(String candidate) {
		return ExpressionScanner.parses(candidate)
				|| (candidate.indexOf('&') >= 0 && ExpressionScanner.parses(Entities.decode(candidate)));
	}

	/**
	 * Returns the first end that makes an expression, else the first that can be
	 * repaired.
	 */
	private @Nullable Outcome search(int start, Ends ends) {
		Outcome repair = null;
		int at = start + 2;
		for (int i = 0; i < MOST_CANDIDATES; i++) {
			int end = ends.next(at);
			if (end < 0) {
				break;
			}
			String candidate = this.text.text().substring(start, end).stripTrailing();
			if (acceptable(candidate)) {
				return new Outcome(Kind.EXPRESSION, start + candidate.length(), "", "");
			}
			if (repair == null) {
				String missing = missing(candidate);
				if (!missing.isEmpty() && acceptable(candidate + missing)) {
					repair = new Outcome(Kind.UNCLOSED, start + candidate.length(), missing, "");
				}
			}
			at = end + 1;
		}
		return repair;
	}

	private int attributeEnd(int from, char quote) {
		for (int at = from; at < this.text.length(); at++) {
			if (this.text.markupAt(at) == quote && markupGoesOn(at + 1)) {
				return at;
			}
		}
		return -1;
	}

	private boolean markupGoesOn(int from) {
		int at = skipBlanks(from);
		char c = this.text.markupAt(at);
		if (c == '>' || ((c == '/' || c == '?') && this.text.markupAt(at + 1) == '>')) {
			return true;
		}
		if (at == from || !XmlNames.isStart(c)) {
			return false;
		}
		while (XmlNames.isPart(this.text.markupAt(at))) {
			at++;
		}
		at = skipBlanks(at);
		if (this.text.markupAt(at) != '=') {
			return false;
		}
		char quote = this.text.markupAt(skipBlanks(at + 1));
		return quote == '"' || quote == '\'';
	}

	private int endTag(int from, String element) {
		String tag = "</" + element;
		int at = this.text.text().indexOf('<', from);
		if (at == from && at >= 0
				&& (this.text.text().startsWith("<!--", at) || this.text.text().startsWith(tag, at))) {
			return at;
		}
		while (at >= 0) {
			if (this.text.text().startsWith(tag, at) && this.text.markupAt(at) == '<'
					&& !XmlNames.isPart(this.text.markupAt(at + tag.length()))) {
				return at;
			}
			at = this.text.text().indexOf('<', at + 1);
		}
		return -1;
	}

	private int skipBlanks(int from) {
		int at = from;
		while (at < this.text.length() && XmlNames.isBlank(this.text.charAt(at))) {
			at++;
		}
		return at;
	}

	/**
	 * Where a value can end.
	 */
	@FunctionalInterface
	private interface Ends {

		/** Returns the first possible end at or behind an index, or -1. */
		int next(int from);

	}

	/**
	 * What became of a value that begins like an expression.
	 */
	enum Kind {

		/** It is one. */
		EXPRESSION,
		/** Text follows the expression. */
		MIXED,
		/** It would be one if it had the missing brackets. */
		UNCLOSED,
		/** It is none. */
		BROKEN

	}

	/**
	 * The outcome of a search.
	 *
	 * @param kind what was found
	 * @param end the index behind the last character of the expression
	 * @param missing the brackets that are missing
	 * @param message why it is broken
	 */
	record Outcome(Kind kind, int end, String missing, String message) {
	}

}
