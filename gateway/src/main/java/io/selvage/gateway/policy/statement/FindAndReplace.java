package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code find-and-replace}: replaces every appearance of a text in the body of the
 * request (inbound, backend) or response (outbound, on-error). Not a regular expression.
 */
final class FindAndReplace implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(
			ElementSpec.named("find-and-replace")
				.with(AttributeSpec.text("from").mandatory().orExpression(),
						AttributeSpec.text("to").mandatory().orExpression()),
			"Replaces every appearance of a text in the body.");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		binding.readsBody();
		return new ReplaceStep(binding.text("from"), binding.text("to"), Message.isRequest(binding.site().section()));
	}

	private record ReplaceStep(Value<String> from, Value<String> to, boolean onRequest) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			String wanted = this.from.get(execution);
			if (wanted.isEmpty()) {
				return null;
			}
			if (this.onRequest) {
				MessageBody changed = replaced(execution.context().request().body(), wanted, execution);
				if (changed != null) {
					execution.context().request().body(changed);
				}
				return null;
			}
			GatewayResponse response = execution.context().response();
			MessageBody changed = (response != null) ? replaced(response.body(), wanted, execution) : null;
			if (response != null && changed != null) {
				response.body(changed);
			}
			return null;
		}

		/** Returns null if the body stays as it is. */
		private @Nullable MessageBody replaced(@Nullable MessageBody body, String wanted, PolicyExecution execution) {
			byte[] bytes = (body != null && !body.consumed()) ? body.bytes() : null;
			if (bytes == null) {
				return null;
			}
			String text = new String(bytes, StandardCharsets.UTF_8);
			if (!text.contains(wanted)) {
				return null;
			}
			String replacement = this.to.getOrNull(execution);
			String result = text.replace(wanted, (replacement != null) ? replacement : "");
			return MessageBody.of(result.getBytes(StandardCharsets.UTF_8));
		}

	}

}
