package io.selvage.gateway.forward;

/**
 * Carries a {@link BackendFailure} through a reactive chain. It has neither cause nor
 * stack trace, so that nobody downstream mistakes an upstream reset for a lost client.
 */
final class BackendException extends RuntimeException {

	private final transient BackendFailure failure;

	BackendException(BackendFailure failure) {
		super(failure.error() + ": " + failure.detail(), null, false, false);
		this.failure = failure;
	}

	BackendFailure failure() {
		return this.failure;
	}

}
