package io.selvage.gateway.policy.liquid;

/**
 * Rendering a template took too many steps or produced too much text.
 */
public final class LiquidLimitException extends RuntimeException {

	LiquidLimitException(String message) {
		super(message, null, false, false);
	}

}
