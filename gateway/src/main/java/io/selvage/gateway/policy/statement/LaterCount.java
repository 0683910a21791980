package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.util.function.LongFunction;

import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionException;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.store.Counters;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Whether, when and by how much a request counts. A condition is evaluated when the
 * response stands; one that fails then counts the request, so that an error in it cannot
 * lift a limit.
 *
 * @param site the policy
 * @param condition whether the request counts, or null
 * @param amount by how much
 * @param afterwards whether it counts when the response stands even without a condition
 */
record LaterCount(String site, @Nullable Expression condition, Value<BigDecimal> amount, boolean afterwards) {

	static final AttributeSpec[] ATTRIBUTES = { AttributeSpec.bool("increment-condition").orExpression(),
			AttributeSpec.integer("increment-count", 0, Integer.MAX_VALUE).orExpression().otherwise("1") };

	static LaterCount compile(StatementBinding binding, boolean afterwards) {
		return new LaterCount(binding.element().name(), binding.deferred("increment-condition"),
				binding.number("increment-count"), afterwards);
	}

	boolean isLater() {
		return this.condition != null || this.afterwards;
	}

	long amount(PolicyExecution execution) {
		return this.amount.get(execution).longValue();
	}

	boolean counts(PolicyExecution execution) {
		if (this.condition == null) {
			return true;
		}
		try {
			return !Boolean.FALSE.equals(this.condition.evaluate(execution.context()));
		}
		catch (ExpressionException failure) {
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, this.site,
						"The increment condition failed, the request is counted: " + failure.getMessage());
			}
			return true;
		}
	}

	void schedule(PolicyExecution execution, LongFunction<Mono<Counters.Usage>> count) {
		long amount = amount(execution);
		execution.beforeAnswer((response) -> {
			if (counts(execution)) {
				Reply.background(count.apply(amount));
			}
		});
	}

}
