package io.selvage.gateway.policy.statement;

import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code set-variable}. The page of Azure API Management lists basic types only; deployed
 * policies store JSON, tokens and responses as well, so any type is taken.
 */
final class SetVariable implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(
			ElementSpec.named("set-variable")
				.with(AttributeSpec.text("name").mandatory(), AttributeSpec.object("value").mandatory()),
			"Keeps a value for the rest of the request: a literal string or whatever an expression returns.");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new SetVariableStep(binding.literal("name"), binding.object("value"));
	}

	private record SetVariableStep(String name, Value<Object> value) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			Object result = this.value.getOrNull(execution);
			execution.context().variables().put(this.name, result);
			if (StatementTrace.isOn(execution)) {
				Map<String, Object> data = new LinkedHashMap<>();
				data.put("message", "Context variable was successfully set.");
				data.put("name", this.name);
				data.put("value", StatementTrace.traceable(result));
				StatementTrace.write(execution, SPEC.name(), data);
			}
			return null;
		}

	}

}
