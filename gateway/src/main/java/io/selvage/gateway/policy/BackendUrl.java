package io.selvage.gateway.policy;

import io.selvage.gateway.context.MessageUrl;
import org.jspecify.annotations.Nullable;

/**
 * How the URL of a call is put together from the base URL of a backend and the request.
 */
final class BackendUrl {

	private BackendUrl() {
	}

	/**
	 * Returns what follows an API's suffix in a path. Suffixes are compared without case,
	 * as the operation index does.
	 */
	static String below(String apiPath, String rawPath) {
		int length = apiPath.length();
		if (length == 0) {
			return rawPath.equals("/") ? "" : rawPath;
		}
		boolean inside = rawPath.length() > length && rawPath.charAt(0) == '/'
				&& rawPath.regionMatches(true, 1, apiPath, 0, length)
				&& (rawPath.length() == length + 1 || rawPath.charAt(length + 1) == '/');
		return inside ? rawPath.substring(length + 1) : rawPath;
	}

	/** The URL that is called. */
	static MessageUrl join(MessageUrl base, String relativePath, @Nullable String query) {
		return base.withPathAndQuery(joinPaths(base.rawPath(), relativePath), joinQueries(base.rawQuery(), query));
	}

	/**
	 * The URL as policies see it: the query stays that of the request, because the base's
	 * own is added when the URL is called.
	 */
	static MessageUrl shown(MessageUrl base, String relativePath, @Nullable String query) {
		return base.withPathAndQuery(joinPaths(base.rawPath(), relativePath), query);
	}

	private static String joinPaths(String path, String relativePath) {
		if (relativePath.isEmpty()) {
			return path;
		}
		int end = path.length();
		while (end > 0 && path.charAt(end - 1) == '/') {
			end--;
		}
		return path.substring(0, end).concat(relativePath);
	}

	private static @Nullable String joinQueries(@Nullable String first, @Nullable String second) {
		if (first == null || first.isEmpty()) {
			return second;
		}
		return (second == null || second.isEmpty()) ? first : first + "&" + second;
	}

}
