package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Duration;

import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionException;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.Forwarder;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyRetryBody;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.retry.RetryCondition;
import io.selvage.gateway.retry.RetryScope;
import io.selvage.gateway.retry.RetrySection;
import io.selvage.gateway.retry.RetryWaits;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code retry}: executes its statements once, and again while the condition holds.
 */
final class Retry implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(
			ElementSpec.named("retry")
				.with(AttributeSpec.bool("condition").mandatory().orExpression(),
						AttributeSpec.integer("count", 1, 50).mandatory().orExpression(),
						AttributeSpec.decimal("interval", 0, Integer.MAX_VALUE).mandatory().orExpression(),
						AttributeSpec.decimal("max-interval", 0, Integer.MAX_VALUE).orExpression(),
						AttributeSpec.decimal("delta", 0, Integer.MAX_VALUE).orExpression(),
						AttributeSpec.bool("first-fast-retry").orExpression().otherwise("false"))
				.holding(ElementSpec.Content.STATEMENTS),
			"Executes its statements, and again while the condition holds and retries are left.");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Expression condition = binding.deferred("condition");
		Schedule schedule = new Schedule(binding.number("count"), binding.number("interval"),
				binding.optionalNumber("max-interval"), binding.optionalNumber("delta"),
				binding.bool("first-fast-retry"));
		if (condition == null) {
			return (execution) -> null;
		}
		RetrySection constant = schedule.isLiteral() ? schedule.literalSection() : null;
		return new RetryStep(RetryCondition.of(condition), schedule, constant, binding.statements(), binding.site(),
				binding.bodyLimit());
	}

	private record Schedule(Value<BigDecimal> count, Value<BigDecimal> interval, @Nullable Value<BigDecimal> max,
			@Nullable Value<BigDecimal> delta, Value<Boolean> firstFast) {

		private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

		boolean isLiteral() {
			return this.count.literal() != null && this.interval.literal() != null
					&& (this.max == null || this.max.literal() != null)
					&& (this.delta == null || this.delta.literal() != null) && this.firstFast.literal() != null;
		}

		RetrySection literalSection() {
			return section(orZero(this.count.literal()), orZero(this.interval.literal()),
					(this.max != null) ? this.max.literal() : null, (this.delta != null) ? this.delta.literal() : null,
					Boolean.TRUE.equals(this.firstFast.literal()));
		}

		RetrySection section(PolicyExecution execution) {
			return section(this.count.get(execution), this.interval.get(execution),
					(this.max != null) ? this.max.get(execution) : null,
					(this.delta != null) ? this.delta.get(execution) : null, this.firstFast.get(execution));
		}

		private static RetrySection section(BigDecimal count, BigDecimal interval, @Nullable BigDecimal max,
				@Nullable BigDecimal delta, boolean firstFast) {
			return new RetrySection(SPEC.name(), count.intValue(), new RetryWaits(duration(interval),
					(delta != null) ? duration(delta) : null, (max != null) ? duration(max) : null, firstFast));
		}

		private static BigDecimal orZero(@Nullable BigDecimal number) {
			return (number != null) ? number : BigDecimal.ZERO;
		}

		private static Duration duration(BigDecimal seconds) {
			return Duration.ofMillis(seconds.multiply(THOUSAND).longValue());
		}

	}

	private record RetryStep(RetryCondition condition, Schedule schedule, @Nullable RetrySection constant,
			Step statements, StatementSite site, int bodyLimit) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			RetrySection section = (this.constant != null) ? this.constant : this.schedule.section(execution);
			RetryScope scope = new RetryScope(execution.context(), this.condition, execution.section().trace(),
					SPEC.name(), this.bodyLimit);
			return section.run(scope, new Body(this.statements, execution, this.site));
		}

	}

	private static final class Body implements PolicyRetryBody {

		private final Step statements;

		private final PolicyExecution execution;

		private final StatementSite site;

		private int attemptsBefore;

		Body(Step statements, PolicyExecution execution, StatementSite site) {
			this.statements = statements;
			this.execution = execution;
			this.site = site;
		}

		@Override
		public @Nullable Mono<Void> execute(int attempt) {
			Forwarder.Progress progress = this.execution.forwardProgress();
			this.attemptsBefore = (progress != null) ? progress.attempts() : 0;
			return this.statements.run(this.execution);
		}

		/** A section that calls the backend has to do with the limits of such calls. */
		@Override
		public @Nullable String veto() {
			Forwarder.Progress progress = this.execution.forwardProgress();
			return (progress != null && progress.attempts() > this.attemptsBefore) ? progress.refusal() : null;
		}

		@Override
		public String shown(String expression) {
			return this.execution.secrets().mask(expression);
		}

		@Override
		public boolean ended() {
			return this.execution.terminated();
		}

		@Override
		public Throwable conditionFailed(ExpressionException failure) {
			return this.site.locate(failure);
		}

	}

}
