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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * {@code send-one-way-request}: calls a URL without waiting for the answer. A failure of
 * the call is logged and changes nothing for the client.
 */
final class SendOneWayRequest implements StatementFactory {

	private static final Logger log = LoggerFactory.getLogger(SendOneWayRequest.class);

	private final StatementSpec spec;

	private final List<CallStatement> statements;

	SendOneWayRequest(Collection<? extends CallStatement> statements) {
		this.statements = List.copyOf(statements);
		ElementSpec element = ElementSpec.named("send-one-way-request")
			.with(AttributeSpec.choice("mode", "new", "copy").orExpression().otherwise("new"), SendRequest.timeout());
		this.spec = StatementSpec.of(CallTemplate.children(element, this.statements),
				"Calls a URL without waiting for the answer.");
	}

	@Override
	public StatementSpec spec() {
		return this.spec;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new SendStep(CallTemplate.compile(binding, this.statements), binding.site().path());
	}

	private record SendStep(CallTemplate call, String path) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			this.call.send(execution).subscribe((response) -> {
			}, (failure) -> log.warn("{} failed: {}", this.path, failure.getMessage()));
			return null;
		}

	}

}
