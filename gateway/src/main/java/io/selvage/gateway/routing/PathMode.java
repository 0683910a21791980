package io.selvage.gateway.routing;

/**
 * What is done with a path that routes and backends could understand differently: dot
 * segments, encoded slashes, backslashes, and octets that are not UTF-8.
 */
public enum PathMode {

	/** It is refused. */
	STRICT {

		@Override
		public RequestPath read(String rawPath) {
			String canonical = PathReader.strict(rawPath);
			return new RequestPath(canonical, PathReader.matched(canonical));
		}

	},
	/**
	 * Dot segments are resolved, encoded slashes and backslashes become slashes, several
	 * slashes become one; the result is matched and forwarded.
	 */
	NORMALISE {

		@Override
		public RequestPath read(String rawPath) {
			String normal = PathReader.normalised(rawPath);
			return new RequestPath(normal, PathReader.matched(normal));
		}

	},
	/**
	 * The path is forwarded octet by octet as it came. Needless percent-encoding still
	 * makes no difference for matching; what is ambiguous is matched as it stands.
	 */
	RAW {

		@Override
		public RequestPath read(String rawPath) {
			return new RequestPath(rawPath, PathReader.matched(PathReader.lenient(rawPath)));
		}

	};

	/**
	 * Reads a path.
	 * @param rawPath a path as it was received
	 * @return the path
	 * @throws PathException if it is malformed, or ambiguous and not accepted
	 */
	public abstract RequestPath read(String rawPath);

}
