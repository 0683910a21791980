package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;

/**
 * {@code emit-metric}: records a value.
 */
final class EmitMetric implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(ElementSpec.named("emit-metric")
		.with(AttributeSpec.text("name").mandatory().orExpression(),
				AttributeSpec.decimal("value", Long.MIN_VALUE, Long.MAX_VALUE).orExpression().otherwise("1"),
				AttributeSpec.text("namespace").orExpression())
		.with(MetricDimensions.ELEMENT, 0, ElementSpec.MANY), "Records a value with dimensions.");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Value<String> name = binding.text("name");
		Value<BigDecimal> value = binding.number("value");
		Value<String> namespace = binding.optionalText("namespace");
		MetricDimensions dimensions = MetricDimensions.compile(binding);
		return (execution) -> {
			execution.services()
				.integrations()
				.metrics()
				.record((namespace != null) ? namespace.getOrNull(execution) : null, name.get(execution),
						value.get(execution).doubleValue(), dimensions.of(execution));
			return null;
		};
	}

}
