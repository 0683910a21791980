package io.selvage.gateway.policy.statement;

import java.util.Map;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code set-body}: replaces the body of the request in inbound and backend, of the
 * response in outbound and on-error.
 */
final class SetBody implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(BodyChange.ELEMENT,
			"Replaces the body: literal text, an expression (string or byte[]) or a Liquid template.");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new SetBodyStep(BodyChange.compile(binding), Message.isRequest(binding.site().section()));
	}

	private record SetBodyStep(BodyChange change, boolean onRequest) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			byte[] bytes = this.change.make(execution);
			if (this.onRequest) {
				GatewayRequest request = execution.context().request();
				request.headers().remove("Content-Encoding");
				request.body(MessageBody.of(bytes));
			}
			else {
				GatewayResponse response = Message.response(execution);
				response.headers().remove("Content-Encoding");
				response.body(MessageBody.of(bytes));
			}
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(), Map.of("message",
						(this.onRequest ? "Request" : "Response") + " body was replaced.", "length", bytes.length));
			}
			return null;
		}

	}

}
