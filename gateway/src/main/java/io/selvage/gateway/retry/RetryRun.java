package io.selvage.gateway.retry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.resilience4j.retry.Retry;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.ExpressionException;
import io.selvage.gateway.context.TraceRecorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One run of a retry section. It goes on synchronously as long as it can; the first thing
 * to wait for turns the rest into one repeated {@code Mono}, so that the stack does not
 * grow with the number of retries.
 */
final class RetryRun {

	private final Retry.AsyncContext<RetryRun> decisions;

	private final int count;

	private final RetryScope scope;

	private final RetryBody body;

	private final @Nullable LastError errorBefore;

	private int retries;

	private boolean left;

	private boolean conditionHeld;

	private boolean vetoed;

	private long waitMillis;

	/** What the body failed with, while that is the outcome. */
	private @Nullable Throwable pending;

	/** The response the condition sees while an error is pending, and what it hides. */
	private @Nullable GatewayResponse synthetic;

	private @Nullable GatewayResponse hidden;

	private @Nullable LastError shown;

	RetryRun(Retry.AsyncContext<RetryRun> decisions, int count, RetryScope scope, RetryBody body) {
		this.decisions = decisions;
		this.count = count;
		this.scope = scope;
		this.body = body;
		this.errorBefore = scope.context().lastError();
	}

	@Nullable Mono<Void> start() {
		Mono<Void> reading = readRequestBody();
		if (reading != null) {
			return reading.then(Mono.defer(() -> repeat(executeOnce())));
		}
		while (true) {
			Mono<Void> work = executeOnce();
			if (work != null) {
				return repeat(work);
			}
			work = judge();
			if (work != null || (!this.left && this.waitMillis > 0)) {
				return (work != null) ? work.then(rest()) : rest();
			}
			if (this.left) {
				return (this.pending != null) ? Mono.error(this.pending) : null;
			}
			prepareRetry();
		}
	}

	private Mono<Void> repeat(@Nullable Mono<Void> first) {
		Mono<Void> begun = (first != null) ? first : Mono.empty();
		return begun.onErrorResume(this::failed).then(Mono.defer(this::judged)).then(rest());
	}

	/** Everything after a judgement: more executions, or the end. */
	private Mono<Void> rest() {
		return Mono.defer(this::nextRound).repeat(() -> !this.left).then(Mono.defer(this::outcome));
	}

	private Mono<Void> nextRound() {
		if (this.left) {
			return Mono.empty();
		}
		if (this.waitMillis > 0) {
			return Mono.delay(Duration.ofMillis(this.waitMillis), this.body.scheduler())
				.then(Mono.defer(this::executeAndJudge));
		}
		return executeAndJudge();
	}

	private Mono<Void> executeAndJudge() {
		prepareRetry();
		Mono<Void> work = executeOnce();
		return (work != null) ? work.onErrorResume(this::failed).then(Mono.defer(this::judged)) : judged();
	}

	private Mono<Void> judged() {
		Mono<Void> reading = judge();
		return (reading != null) ? reading : Mono.empty();
	}

	private Mono<Void> outcome() {
		return (this.pending != null) ? Mono.error(this.pending) : Mono.empty();
	}

	private void prepareRetry() {
		this.retries++;
		TraceRecorder trace = this.scope.context().trace();
		if (trace != null) {
			Map<String, Object> data = new LinkedHashMap<>(4);
			data.put("message", "Retrying...");
			data.put("attempt", this.retries);
			trace.add(this.scope.section(), this.scope.source(), data);
		}
		this.body.onRetry(this.retries);
	}

	private @Nullable Mono<Void> executeOnce() {
		this.pending = null;
		try {
			return this.body.execute(this.retries);
		}
		catch (RuntimeException failure) {
			if (this.body.errorOf(failure) == null) {
				throw failure;
			}
			this.pending = failure;
			return null;
		}
	}

	private Mono<Void> failed(Throwable failure) {
		if (this.body.errorOf(failure) == null) {
			return Mono.error(failure);
		}
		this.pending = failure;
		return Mono.empty();
	}

	/** Asks whether there is another execution; not null if a body must be read first. */
	private @Nullable Mono<Void> judge() {
		if (this.body.ended()) {
			reveal();
			this.left = true;
			return null;
		}
		if (this.pending == null && this.scope.condition().readsResponseBody()) {
			GatewayResponse response = this.scope.context().response();
			MessageBody content = (response != null) ? response.body() : null;
			if (content != null && content.bytes() == null) {
				return content.buffer(this.scope.bodyLimit())
					.then()
					.onErrorResume(this::failed)
					.then(Mono.fromRunnable(this::decide));
			}
		}
		decide();
		return null;
	}

	private void decide() {
		if (this.pending != null) {
			conceal(this.pending);
		}
		else {
			reveal();
		}
		this.conditionHeld = false;
		this.waitMillis = this.decisions.onResult(this);
		if (this.waitMillis >= 0) {
			if (this.scope.context().trace() != null) {
				this.scope.trace("Retry condition was met. Retrying in '" + TimeSpanText.of(this.waitMillis) + "'");
			}
			return;
		}
		if (this.conditionHeld && !this.vetoed) {
			this.scope.trace("Leaving retry section. Number of retries exceeded configured value");
			this.body.exhausted();
		}
		else if (!this.vetoed) {
			this.body.satisfied();
		}
		this.left = true;
		if (this.pending != null && this.retries == 0 && !this.conditionHeld) {
			this.decisions.onError(this.pending);
		}
		else {
			this.decisions.onComplete();
		}
		if (this.pending != null) {
			reveal();
		}
	}

	/** Shows the error to the condition and to a further execution of the body. */
	private void conceal(Throwable failure) {
		PolicyContext context = this.scope.context();
		this.shown = this.body.errorOf(failure);
		context.lastError(this.shown);
		if (context.response() != this.synthetic || this.synthetic == null) {
			this.hidden = context.response();
			this.synthetic = this.body.responseOf(failure);
			context.response(this.synthetic);
		}
	}

	private void reveal() {
		PolicyContext context = this.scope.context();
		if (this.synthetic != null) {
			if (context.lastError() == this.shown) {
				context.lastError(this.errorBefore);
			}
			if (context.response() == this.synthetic) {
				context.response(this.hidden);
			}
			this.synthetic = null;
			this.hidden = null;
		}
	}

	/** The result predicate of the Resilience4j retry. */
	boolean askCondition() {
		RetryCondition condition = this.scope.condition();
		try {
			boolean value = condition.test(this.scope.context());
			trace(condition, "Expression was successfully evaluated.", "value", value);
			this.conditionHeld = value;
			return value && !vetoed();
		}
		catch (ExpressionException failure) {
			String message = (failure.getMessage() != null) ? failure.getMessage() : failure.type();
			trace(condition, "Expression evaluation failed.", "error", message);
			if (this.pending == null) {
				this.pending = this.body.conditionFailed(failure);
			}
			return false;
		}
	}

	private boolean vetoed() {
		String reason = (this.retries < this.count) ? this.body.veto() : null;
		if (reason != null) {
			this.scope.trace("Leaving retry section. " + reason);
		}
		this.vetoed = (reason != null);
		return this.vetoed;
	}

	private void trace(RetryCondition condition, String message, String key, Object value) {
		TraceRecorder trace = this.scope.context().trace();
		if (trace != null) {
			Map<String, Object> data = new LinkedHashMap<>(4);
			data.put("message", message);
			data.put("expression", this.body.shown(condition.text()));
			data.put(key, value);
			trace.add(this.scope.section(), this.scope.source(), data);
		}
	}

	private @Nullable Mono<Void> readRequestBody() {
		MessageBody content = this.scope.context().request().body();
		if (content == null || content.bytes() != null || !this.scope.condition().readsRequestBody()) {
			return null;
		}
		return content.buffer(this.scope.bodyLimit()).then();
	}

}
