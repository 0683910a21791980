package io.selvage.gateway.policy.statement;

import java.util.Map;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.MetricSink;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;

/**
 * {@code llm-emit-token-metric} and {@code azure-openai-emit-token-metric}: record the
 * tokens a language model says a request cost.
 */
final class EmitTokenMetric implements StatementFactory {

	private final StatementSpec spec;

	/**
	 * Creates the policy.
	 * @param name its element
	 */
	EmitTokenMetric(String name) {
		this.spec = StatementSpec
			.of(ElementSpec.named(name)
				.with(AttributeSpec.text("namespace").orExpression())
				.with(MetricDimensions.ELEMENT, 0, ElementSpec.MANY),
					"Records the tokens a language model says a request cost.")
			.in(Section.INBOUND);
	}

	@Override
	public StatementSpec spec() {
		return this.spec;
	}

	@Override
	public Step create(StatementBinding binding) {
		Value<String> namespace = binding.optionalText("namespace");
		MetricDimensions dimensions = MetricDimensions.compile(binding);
		int limit = binding.bodyLimit();
		return (execution) -> {
			String space = (namespace != null) ? namespace.getOrNull(execution) : null;
			Map<String, String> values = dimensions.of(execution);
			MetricSink metrics = execution.services().integrations().metrics();
			execution.readAnswer((response) -> TokenUsage.read(response, limit).doOnNext((usage) -> {
				metrics.record(space, "Total Tokens", usage.total(), values);
				metrics.record(space, "Prompt Tokens", usage.prompt(), values);
				metrics.record(space, "Completion Tokens", usage.completion(), values);
			}).then());
			return null;
		};
	}

}
