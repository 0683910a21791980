package io.selvage.gateway.policy.statement;

import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code set-header}: changes the request in inbound and backend, the response in
 * outbound and on-error.
 */
final class SetHeader implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(HeaderChange.ELEMENT,
			"Sets, adds or removes a header of the request (inbound, backend) or response (outbound, on-error).");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		boolean onRequest = Message.isRequest(binding.site().section());
		return new SetHeaderStep(HeaderChange.compile(binding), onRequest);
	}

	private record SetHeaderStep(HeaderChange change, boolean onRequest) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			MessageHeaders headers = this.onRequest ? execution.context().request().headers()
					: Message.response(execution).headers();
			this.change.apply(execution, headers);
			return null;
		}

	}

}
