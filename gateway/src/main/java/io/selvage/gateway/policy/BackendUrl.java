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

	static MessageUrl join(MessageUrl base, String relativePath, @Nullable String query) {
		String path = base.rawPath();
		String joined;
		if (relativePath.isEmpty()) {
			joined = path;
		}
		else if (path.endsWith("/")) {
			joined = path.substring(0, path.length() - 1) + relativePath;
		}
		else {
			joined = path.concat(relativePath);
		}
		return base.withPathAndQuery(joined, joinQueries(base.rawQuery(), query));
	}

	private static @Nullable String joinQueries(@Nullable String first, @Nullable String second) {
		if (first == null || first.isEmpty()) {
			return second;
		}
		return (second == null || second.isEmpty()) ? first : first + "&" + second;
	}

}
