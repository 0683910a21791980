package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Duration;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.store.Counters;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code rate-limit-by-key}: lets all requests with the same key make a number of calls
 * in a sliding window of time. A key has one counter per length of the window, over all
 * documents. With a condition, or if asked to, a request is counted when its response
 * stands, so that the condition can look at it.
 */
final class RateLimitByKey implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("rate-limit-by-key")
			.with(AttributeSpec.integer("calls", 1, Integer.MAX_VALUE).mandatory().orExpression(),
					AttributeSpec.integer("renewal-period", 1, RateLimit.LONGEST).mandatory().orExpression(),
					AttributeSpec.text("counter-key").mandatory().orExpression())
			.with(LaterCount.ATTRIBUTES)
			.with(AttributeSpec.bool("increment-after-response").otherwise("false"))
			.with(RateAnswer.ATTRIBUTES),
				"Lets requests of the same key make a number of calls in a sliding window; further ones get 429.")
		.in(Section.INBOUND);

	private final Counters counters;

	RateLimitByKey(Counters counters) {
		this.counters = counters;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		LaterCount later = LaterCount.compile(binding,
				binding.literal("increment-after-response").strip().equalsIgnoreCase("true"));
		return new LimitStep(new Limit(binding.number("calls"), binding.number("renewal-period")),
				binding.text("counter-key"), later, RateAnswer.compile(binding), this.counters);
	}

	private record Limit(Value<BigDecimal> calls, Value<BigDecimal> period) {
	}

	private record LimitStep(Limit limit, Value<String> key, LaterCount later, RateAnswer answer,
			Counters counters) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			long calls = this.limit.calls().get(execution).longValue();
			Duration period = Duration.ofSeconds(this.limit.period().get(execution).longValue());
			String counter = "rate-by-key " + period.toSeconds() + " " + this.key.get(execution);
			long now = this.later.isLater() ? 0 : this.later.amount(execution);
			return Reply.use(this.counters.slide(counter, calls, now, period), (usage) -> {
				PolicyException refusal = (usage != null) ? this.answer.tell(usage, calls, execution) : null;
				if (refusal != null) {
					throw refusal;
				}
				if (this.later.isLater()) {
					this.later.schedule(execution,
							(amount) -> this.counters.slide(counter, Long.MAX_VALUE, amount, period));
				}
				return null;
			});
		}

	}

}
