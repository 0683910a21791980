package io.selvage.gateway.policy.statement;

import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code set-status}.
 */
final class SetStatus implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(StatusChange.ELEMENT,
			"Sets status code and reason phrase of the response.");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new SetStatusStep(StatusChange.compile(binding));
	}

	private record SetStatusStep(StatusChange change) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			GatewayResponse response = Message.response(execution);
			this.change.apply(execution, response);
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(), Map.of("message", "Response status was changed.",
						"statusCode", response.statusCode(), "statusReason", response.reason()));
			}
			return null;
		}

	}

}
