package io.selvage.gateway.expression.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.LimitExceededException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a translated pattern on the engine that suits the input.
 */
final class RegexEngine {

	private static final long DEFAULT_TIME_NANOS = 100_000_000L;

	private final com.google.re2j.@Nullable Pattern linear;

	private final Pattern backtracking;

	private final boolean finalLineFeed;

	private final boolean wordBoundary;

	private RegexEngine(com.google.re2j.@Nullable Pattern linear, Pattern backtracking, RegexTranslator translator) {
		this.linear = linear;
		this.backtracking = backtracking;
		this.finalLineFeed = translator.usesFinalLineFeed();
		this.wordBoundary = translator.usesWordBoundary();
	}

	static RegexEngine of(String pattern, RegexTranslator translator) {
		try {
			Pattern backtracking = Pattern.compile(translator.backtracking(),
					Pattern.UNIX_LINES | Pattern.UNICODE_CASE);
			return new RegexEngine(linear(translator), backtracking, translator);
		}
		catch (PatternSyntaxException ex) {
			throw RegexTranslation.invalid(pattern, ex.getDescription());
		}
		catch (StackOverflowError ex) {
			throw RegexTranslation.invalid(pattern, "it is nested too deeply");
		}
	}

	private static com.google.re2j.@Nullable Pattern linear(RegexTranslator translator) {
		if (translator.needsBacktracking()) {
			return null;
		}
		try {
			return com.google.re2j.Pattern.compile(translator.linear());
		}
		catch (com.google.re2j.PatternSyntaxException ex) {
			return null;
		}
	}

	boolean isLinear() {
		return this.linear != null;
	}

	/**
	 * Returns start and end of each group in the engine's numbering, or null without
	 * match.
	 */
	int @Nullable [] find(String input, int start, @Nullable Evaluation evaluation) {
		if (evaluation != null) {
			evaluation.step(1 + (input.length() - start) / 1024);
		}
		com.google.re2j.Pattern pattern = this.linear;
		if (pattern == null || !meansTheSame(input)) {
			return backtrack(input, start, evaluation);
		}
		com.google.re2j.Matcher matcher = pattern.matcher(input);
		if (!matcher.find(start)) {
			return null;
		}
		int[] spans = new int[2 * (matcher.groupCount() + 1)];
		for (int i = 0; i < spans.length / 2; i++) {
			spans[2 * i] = matcher.start(i);
			spans[2 * i + 1] = matcher.end(i);
		}
		return spans;
	}

	private boolean meansTheSame(String input) {
		if (this.finalLineFeed && input.endsWith("\n")) {
			return false;
		}
		return !this.wordBoundary || input.chars().allMatch((c) -> c < 0x80);
	}

	private static Runnable defaultClock() {
		long start = System.nanoTime();
		return () -> {
			if (System.nanoTime() - start > DEFAULT_TIME_NANOS) {
				throw new LimitExceededException("A regular expression did not come to an end in time.");
			}
		};
	}

	private int @Nullable [] backtrack(String input, int start, @Nullable Evaluation evaluation) {
		Runnable clock = (evaluation != null) ? evaluation::checkTime : defaultClock();
		Matcher matcher = this.backtracking.matcher(new DeadlineText(input, clock));
		try {
			if (!matcher.find(start)) {
				return null;
			}
		}
		catch (StackOverflowError ex) {
			throw new ClrException("System.InsufficientExecutionStackException",
					"The regular expression needs more stack than there is on this input.");
		}
		int[] spans = new int[2 * (matcher.groupCount() + 1)];
		for (int i = 0; i < spans.length / 2; i++) {
			spans[2 * i] = matcher.start(i);
			spans[2 * i + 1] = matcher.end(i);
		}
		return spans;
	}

}
