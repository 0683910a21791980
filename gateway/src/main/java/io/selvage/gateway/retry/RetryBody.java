package io.selvage.gateway.retry;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.expression.ExpressionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What a retry section executes, for one request.
 */
public interface RetryBody {

	/**
	 * Executes the body once.
	 * @param attempt 0 for the first execution, else the number of the retry
	 * @return null if it is done, else what completes when it is; may also throw
	 */
	@Nullable Mono<Void> execute(int attempt);

	/**
	 * Translates a failure of the body.
	 * @param failure what the body threw or signalled
	 * @return the error the condition sees, or null if this failure must not be retried
	 */
	@Nullable LastError errorOf(Throwable failure);

	/**
	 * Makes the response the condition sees while a failure is pending.
	 * @param failure what the body failed with
	 * @return by default one with status 500
	 */
	default GatewayResponse responseOf(Throwable failure) {
		return new GatewayResponse(500, "Internal Server Error", new ListHeaders(), null);
	}

	/**
	 * Takes secrets out of the text of the condition before a trace shows it.
	 * @param expression the text
	 * @return what the trace shows
	 */
	default String shown(String expression) {
		return expression;
	}

	/**
	 * Is asked when the condition holds and a retry is left.
	 * @return why there is none nevertheless, as the trace will say; null to retry
	 */
	default @Nullable String veto() {
		return null;
	}

	/**
	 * Is called when the section is left although the condition holds, because no retry
	 * is left.
	 */
	default void exhausted() {
	}

	/**
	 * Is called when the section is left because the condition does not hold.
	 */
	default void satisfied() {
	}

	/**
	 * Is called before a retry, after its wait.
	 * @param retry the number of the retry, from 1
	 */
	default void onRetry(int retry) {
	}

	/**
	 * Tells whether the last execution of the body settled the matter (a policy such as
	 * {@code return-response}, or the condition of a section within): the section is then
	 * left without asking the condition.
	 * @return true if nothing may be executed any more
	 */
	default boolean ended() {
		return false;
	}

	/**
	 * Is called when the condition cannot be evaluated although the body succeeded.
	 * @param failure why
	 * @return what the section fails with, or null to leave it as if the condition were
	 * false
	 */
	default @Nullable Throwable conditionFailed(ExpressionException failure) {
		return null;
	}

	/**
	 * Returns where the section waits and goes on after a wait.
	 * @return by default Reactor's own scheduler for timers
	 */
	default Scheduler scheduler() {
		return Schedulers.parallel();
	}

}
