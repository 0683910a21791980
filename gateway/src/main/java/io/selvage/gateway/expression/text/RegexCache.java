package io.selvage.gateway.expression.text;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that were compiled last, so that {@code Regex.IsMatch(input, pattern)} in
 * an expression does not compile on every request.
 */
final class RegexCache {

	private static final int CAPACITY = 512;

	private static final int LONGEST_PATTERN = 4096;

	/** What compiling takes, at most. */
	private static final long BYTES_PER_CHARACTER = 192;

	private final Map<Key, NetRegex> compiled = new ConcurrentHashMap<>();

	NetRegex get(@Nullable String pattern, int options, Evaluation evaluation) {
		if (pattern == null || pattern.length() > LONGEST_PATTERN) {
			evaluation.allocate((pattern != null) ? BYTES_PER_CHARACTER * pattern.length() : 0);
			return NetRegex.compile(pattern, options);
		}
		Key key = new Key(pattern, options);
		NetRegex known = this.compiled.get(key);
		if (known != null) {
			return known;
		}
		evaluation.allocate(BYTES_PER_CHARACTER * pattern.length());
		NetRegex regex = NetRegex.compile(pattern, options);
		if (this.compiled.size() >= CAPACITY) {
			this.compiled.clear();
		}
		this.compiled.put(key, regex);
		return regex;
	}

	private record Key(String pattern, int options) {
	}

}
