package io.selvage.gateway.retry;

import io.selvage.gateway.context.PolicyContext;

/**
 * A condition the author wrote as {@code true} or {@code false}.
 */
record LiteralCondition(boolean value) implements RetryCondition {

	@Override
	public boolean test(PolicyContext context) {
		return this.value;
	}

	@Override
	public String text() {
		return Boolean.toString(this.value);
	}

}
