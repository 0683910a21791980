package io.selvage.gateway.expression.text;

import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression with .NET's meaning (System.Text.RegularExpressions.Regex).
 * <p>
 * The pattern is translated twice: for RE2/J, which needs time linear in the input, and
 * for {@code java.util.regex}, which backtracks and therefore runs against a deadline.
 * RE2/J is used wherever it can mean the same: not for look-around, back references,
 * atomic groups and class subtraction; nor, on the input at hand, for {@code $} before a
 * final line feed and for word boundaries next to non-ASCII letters. What neither can
 * express (balancing groups, conditionals, right-to-left matching) is refused.
 * <p>
 * A group that matched repeatedly keeps its last capture only.
 */
public final class NetRegex {

	public static final int IGNORE_CASE = 1;

	public static final int MULTILINE = 2;

	public static final int EXPLICIT_CAPTURE = 4;

	public static final int SINGLELINE = 16;

	public static final int IGNORE_PATTERN_WHITESPACE = 32;

	public static final int RIGHT_TO_LEFT = 64;

	public static final int ECMA_SCRIPT = 256;

	/** A buffer that grows is copied to one twice as large, and once more at the end. */
	static final long COPIES = 4;

	private final String pattern;

	private final int options;

	private final RegexGroups groups;

	private final RegexEngine engine;

	private NetRegex(String pattern, int options, RegexGroups groups, RegexEngine engine) {
		this.pattern = pattern;
		this.options = options;
		this.groups = groups;
		this.engine = engine;
	}

	/**
	 * Compiles a pattern.
	 * @param pattern the pattern
	 * @param options the bits of RegexOptions
	 * @return the expression
	 * @throws ClrException System.ArgumentException if the pattern is malformed or uses
	 * what is not supported
	 */
	public static NetRegex compile(@Nullable String pattern, int options) {
		if (pattern == null) {
			throw ClrException.argumentNull("pattern");
		}
		if ((options & RIGHT_TO_LEFT) != 0) {
			throw RegexTranslation.invalid(pattern, "right-to-left matching is not supported");
		}
		RegexTranslator translator = new RegexTranslator(pattern, options);
		translator.translate();
		return new NetRegex(pattern, options, translator.groups(), RegexEngine.of(pattern, translator));
	}

	public int options() {
		return this.options;
	}

	/**
	 * Tells whether every match takes time linear in the input.
	 * @return false if the pattern needs backtracking
	 */
	public boolean isLinear() {
		return this.engine.isLinear();
	}

	/**
	 * Finds the first match.
	 * @param input the text
	 * @param start where to begin
	 * @param evaluation whose budget applies, or null: then a match may take 100 ms
	 * @return the match, which may be an unsuccessful one
	 */
	public RegexMatch match(@Nullable String input, int start, @Nullable Evaluation evaluation) {
		if (input == null) {
			throw ClrException.argumentNull("input");
		}
		if (start < 0 || start > input.length()) {
			throw ClrException.argumentOutOfRange("startat", "The start lies outside of the input.");
		}
		int[] spans = this.engine.find(input, start, evaluation);
		return (spans != null) ? new RegexMatch(this, input, spans) : RegexMatch.EMPTY;
	}

	RegexMatch next(RegexMatch match, @Nullable Evaluation evaluation) {
		int from = match.index() + match.length();
		if (match.length() == 0) {
			from++;
		}
		return (from > match.input().length()) ? RegexMatch.EMPTY : match(match.input(), from, evaluation);
	}

	/**
	 * Finds all matches.
	 * @param input the text
	 * @param start where to begin
	 * @param evaluation whose budget applies, or null
	 * @return the matches in order
	 */
	public List<RegexMatch> matches(@Nullable String input, int start, @Nullable Evaluation evaluation) {
		List<RegexMatch> all = new java.util.ArrayList<>();
		RegexMatch match = match(input, start, evaluation);
		while (match.success()) {
			if (evaluation != null) {
				evaluation.step(1);
			}
			all.add(match);
			match = next(match, evaluation);
		}
		return all;
	}

	/**
	 * Replaces matches.
	 * @param input the text
	 * @param replacement text in which {@code $1}, <code>${name}</code>, {@code $&} and
	 * so on stand for parts of the match
	 * @param count the largest number of replacements; negative for all
	 * @param start where to begin
	 * @param evaluation whose budget applies, or null
	 * @return the new text
	 */
	public String replace(@Nullable String input, @Nullable String replacement, int count, int start,
			@Nullable Evaluation evaluation) {
		RegexReplacement template = RegexReplacement.compile(replacement, this.groups);
		return replace(input, (match, text) -> template.append(match, text, evaluation), count, start, evaluation);
	}

	/**
	 * Replaces matches by what a function makes of them.
	 * @param input the text
	 * @param evaluator appends the replacement of a match
	 * @param count the largest number of replacements; negative for all
	 * @param start where to begin
	 * @param evaluation whose budget applies, or null
	 * @return the new text
	 */
	public String replace(@Nullable String input, Evaluator evaluator, int count, int start,
			@Nullable Evaluation evaluation) {
		RegexMatch match = match(input, start, evaluation);
		if (!match.success() || count == 0) {
			return (input != null) ? input : "";
		}
		StringBuilder text = new StringBuilder();
		int at = 0;
		for (int left = count; match.success() && left != 0; left--) {
			if (evaluation != null) {
				evaluation.step(1);
				evaluation.allocate(COPIES * (text.length() + (long) match.index() - at));
			}
			text.append(match.input(), at, match.index());
			evaluator.append(match, text);
			at = match.index() + match.length();
			match = next(match, evaluation);
		}
		if (evaluation != null && input != null) {
			evaluation.allocate(COPIES * (text.length() + (long) input.length() - at));
		}
		return text.append(input, at, (input != null) ? input.length() : 0).toString();
	}

	/**
	 * Splits a text at the matches; captured groups become parts too.
	 * @param input the text
	 * @param count the largest number of parts; 0 for any
	 * @param start where to begin
	 * @param evaluation whose budget applies, or null
	 * @return the parts
	 */
	public List<String> split(@Nullable String input, int count, int start, @Nullable Evaluation evaluation) {
		RegexMatch match = match(input, start, evaluation);
		List<String> parts = new java.util.ArrayList<>();
		int at = 0;
		while (match.success() && count != 1 && (count == 0 || parts.size() < count - 1)) {
			if (evaluation != null) {
				evaluation.step(1);
			}
			parts.add(match.input().substring(at, match.index()));
			at = match.index() + match.length();
			for (int i = 1; i < this.groups.count(); i++) {
				RegexGroup group = match.group(i);
				if (group.success()) {
					parts.add(group.value());
				}
			}
			match = next(match, evaluation);
		}
		parts.add((input != null) ? input.substring(at) : "");
		return parts;
	}

	RegexGroups groups() {
		return this.groups;
	}

	public List<String> groupNames() {
		return this.groups.names();
	}

	public Map<String, Integer> groupNumbers() {
		return this.groups.numbers();
	}

	public static String escape(String text) {
		StringBuilder escaped = new StringBuilder(text.length() + 8);
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '\n' -> escaped.append("\\n");
				case '\r' -> escaped.append("\\r");
				case '\t' -> escaped.append("\\t");
				case '\f' -> escaped.append("\\f");
				case '\\', '*', '+', '?', '|', '{', '[', '(', ')', '^', '$', '.', '#', ' ' ->
					escaped.append('\\').append(c);
				default -> escaped.append(c);
			}
		}
		return escaped.toString();
	}

	public static String unescape(String text) {
		return RegexTranslator.unescape(text);
	}

	@Override
	public String toString() {
		return this.pattern;
	}

	/**
	 * Makes the replacement of a match.
	 */
	@FunctionalInterface
	public interface Evaluator {

		/**
		 * Appends it.
		 * @param match the match
		 * @param text takes the replacement
		 */
		void append(RegexMatch match, StringBuilder text);

	}

}
