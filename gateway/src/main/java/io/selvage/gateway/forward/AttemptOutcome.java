package io.selvage.gateway.forward;

/**
 * What became of an attempt: an answer, of whatever status, or a failure.
 */
public sealed interface AttemptOutcome {

	/**
	 * The backend answered.
	 *
	 * @param answer the answer; it must be either delivered or discarded
	 */
	record Answered(BackendAnswer answer) implements AttemptOutcome {
	}

	/**
	 * There was no answer.
	 *
	 * @param failure why
	 */
	record Failed(BackendFailure failure) implements AttemptOutcome {
	}

}
