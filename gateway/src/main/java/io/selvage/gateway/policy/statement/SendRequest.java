package io.selvage.gateway.policy.statement;

import java.util.Collection;
import java.util.List;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.CallStatement;
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
 * {@code send-request}: calls a URL and keeps the answer in a variable.
 */
final class SendRequest implements StatementFactory {

	private final StatementSpec spec;

	private final List<CallStatement> statements;

	/**
	 * Creates the policy.
	 * @param statements what may change the request besides URL, method, headers and body
	 */
	SendRequest(Collection<? extends CallStatement> statements) {
		this.statements = List.copyOf(statements);
		ElementSpec element = ElementSpec.named("send-request")
			.with(AttributeSpec.choice("mode", "new", "copy").orExpression().otherwise("new"),
					AttributeSpec.text("response-variable-name").mandatory(), timeout(),
					AttributeSpec.bool("ignore-error").orExpression().otherwise("false"));
		this.spec = StatementSpec.of(CallTemplate.children(element, this.statements),
				"Calls a URL and keeps the answer in a variable.");
	}

	@Override
	public StatementSpec spec() {
		return this.spec;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new SendStep(CallTemplate.compile(binding, this.statements), binding.literal("response-variable-name"),
				binding.bool("ignore-error"));
	}

	private record SendStep(CallTemplate call, String variable, Value<Boolean> ignoreError) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			Mono<Void> sent = this.call.send(execution)
				.doOnNext((response) -> execution.context().variables().put(this.variable, response))
				.then();
			if (!this.ignoreError.get(execution)) {
				return sent;
			}
			return sent.onErrorResume((failure) -> {
				this.call.traceIgnored(execution, failure);
				execution.context().variables().put(this.variable, null);
				return Mono.empty();
			});
		}

	}

	static AttributeSpec timeout() {
		return AttributeSpec.decimal("timeout", 0, Integer.MAX_VALUE).orExpression().otherwise("60");
	}

}
