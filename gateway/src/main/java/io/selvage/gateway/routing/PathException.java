package io.selvage.gateway.routing;

/**
 * A path is refused.
 */
public final class PathException extends RuntimeException {

	PathException(String reason) {
		super(reason, null, false, false);
	}

}
