package io.selvage.gateway.policy;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.Expression;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Which bodies the expressions of a statement read. Expressions are synchronous, so these
 * bodies are read into memory before the statement runs.
 */
final class BodyDemand {

	private boolean request;

	private boolean response;

	void add(Expression expression) {
		this.request |= expression.readsRequestBody();
		this.response |= expression.readsResponseBody();
	}

	void addRequest() {
		this.request = true;
	}

	void addResponse() {
		this.response = true;
	}

	/**
	 * Puts the reading in front of a step, if there is any.
	 */
	Step before(Step step, int limit) {
		if (!this.request && !this.response) {
			return step;
		}
		return new BufferingStep(step, this.request, this.response, limit);
	}

	private record BufferingStep(Step step, boolean request, boolean response, int limit) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			PolicyContext context = execution.context();
			MessageBody first = this.request ? streaming(context.request().body()) : null;
			GatewayResponse answer = context.response();
			MessageBody second = (this.response && answer != null) ? streaming(answer.body()) : null;
			if (first == null && second == null) {
				return this.step.run(execution);
			}
			Mono<Void> reading = (first != null) ? first.buffer(this.limit).then() : Mono.empty();
			if (second != null) {
				reading = reading.then(second.buffer(this.limit)).then();
			}
			return reading.then(Mono.defer(() -> {
				Mono<Void> pending = this.step.run(execution);
				return (pending != null) ? pending : Mono.empty();
			}));
		}

		private static @Nullable MessageBody streaming(@Nullable MessageBody body) {
			return (body != null && body.bytes() == null) ? body : null;
		}

	}

}
