package io.selvage.gateway.policy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.selvage.gateway.context.BodyTooLargeException;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.RequestTooLargeException;
import io.selvage.gateway.expression.ExpressionException;
import io.selvage.gateway.policy.store.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement stands: what {@code context.LastError} says about a failure in it.
 *
 * @param element the name of the policy
 * @param scope the scope of its document
 * @param section the section it runs in
 * @param path its place in the section of its document, for example
 * {@code choose[3]/when[2]}; numbers count elements of the same name from 1
 * @param policyId the value of its {@code id} attribute, or null
 */
public record StatementSite(String element, PolicyScope scope, Section section, String path,
		@Nullable String policyId) {

	/** The reason of a failed expression. */
	public static final String EXPRESSION_FAILURE = "ExpressionValueEvaluationFailure";

	/**
	 * Makes a failure of this statement.
	 * @param reason the machine-readable reason, or null
	 * @param message the text for people
	 * @param status the status of the answer if no policy makes another
	 * @return the failure
	 */
	public PolicyException failure(@Nullable String reason, String message, int status) {
		return new PolicyException(error(this.element, reason, message), status, null);
	}

	/**
	 * Returns the place of something inside the statement.
	 * @param step the element and its number, for example {@code when[2]}
	 * @return a place with a longer path
	 */
	StatementSite inside(String step) {
		return new StatementSite(this.element, this.scope, this.section, this.path + "/" + step, this.policyId);
	}

	/**
	 * Turns what a statement threw into a failure that says where it happened.
	 * @param thrown the exception
	 * @return the failure; one of an inner statement stays as it is
	 */
	public PolicyException locate(Throwable thrown) {
		if (thrown instanceof PolicyException failure) {
			LastError error = failure.error();
			return (error.scope() != null) ? failure
					: failure.at(error(error.source(), error.reason(), error.message()));
		}
		if (thrown instanceof ExpressionException expression) {
			return new PolicyException(
					error(this.element, EXPRESSION_FAILURE, "Expression evaluation failed. " + expression.getMessage()),
					500, expression);
		}
		if (thrown instanceof BodyTooLargeException tooLarge) {
			return new PolicyException(error(this.element, "BodyTooLarge", String.valueOf(tooLarge.getMessage())), 500,
					tooLarge);
		}
		if (thrown instanceof RequestTooLargeException tooLarge) {
			return new PolicyException(error(this.element, "RequestTooLarge", String.valueOf(tooLarge.getMessage())),
					RequestTooLargeException.STATUS, tooLarge);
		}
		if (thrown instanceof StoreUnavailableException unavailable) {
			return new PolicyException(
					error(this.element, "StoreUnavailable", String.valueOf(unavailable.getMessage())), 503, unavailable)
				.answering(null, Duration.ofSeconds(1));
		}
		if (thrown instanceof TimeoutException timeout) {
			return new PolicyException(error(this.element, "Timeout", String.valueOf(timeout.getMessage())), 500,
					timeout);
		}
		return new PolicyException(error(this.element, null, String.valueOf(thrown.getMessage())), 500, thrown);
	}

	private LastError error(String source, @Nullable String reason, String message) {
		return new LastError(source, reason, message, this.scope.label(), this.section.element(), this.path,
				this.policyId);
	}

}
