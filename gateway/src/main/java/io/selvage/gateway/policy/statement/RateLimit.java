package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Duration;

import io.selvage.gateway.context.SubscriptionInfo;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyScope;
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
 * {@code rate-limit}: lets a subscription make a number of calls in a sliding window of
 * time. Requests without a subscription key are not counted.
 */
final class RateLimit implements StatementFactory {

	/** The longest window, in seconds. */
	static final int LONGEST = 300;

	private static final AttributeSpec CALLS = AttributeSpec.integer("calls", 1, Integer.MAX_VALUE);

	private static final AttributeSpec PERIOD = AttributeSpec.integer("renewal-period", 1, LONGEST);

	private static final StatementSpec SPEC = StatementSpec
		.of(SubscriptionLimits.spec(
				ElementSpec.named("rate-limit").with(CALLS.mandatory(), PERIOD.mandatory()).with(RateAnswer.ATTRIBUTES),
				part("api"), part("operation")),
				"Lets a subscription make a number of calls in a sliding window; further ones get 429.")
		.in(Section.INBOUND)
		.at(PolicyScope.PRODUCT, PolicyScope.API, PolicyScope.OPERATION)
		.onlyOnce();

	private final Counters counters;

	RateLimit(Counters counters) {
		this.counters = counters;
	}

	private static ElementSpec part(String name) {
		return ElementSpec.named(name).with(AttributeSpec.text("name"), AttributeSpec.text("id"), CALLS, PERIOD);
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new LimitStep(SubscriptionLimits.compile(binding, RateLimit::limit), RateAnswer.compile(binding),
				this.counters);
	}

	private static Limit limit(StatementBinding binding) {
		if (binding.has("calls") != binding.has("renewal-period")) {
			binding.error("'calls' and 'renewal-period' must be given together.");
		}
		return new Limit(binding.number("calls"), binding.number("renewal-period"));
	}

	private record Limit(Value<BigDecimal> calls, Value<BigDecimal> period) {
	}

	private record LimitStep(SubscriptionLimits<Limit> limits, RateAnswer answer, Counters counters) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			SubscriptionInfo subscription = execution.context().caller().subscription();
			return (subscription != null) ? runFrom(0, subscription.id(), execution) : null;
		}

		private @Nullable Mono<Void> runFrom(int first, String subscription, PolicyExecution execution) {
			int index = first;
			while (index < this.limits.size() && !this.limits.applies(index, execution.context())) {
				index++;
			}
			if (index == this.limits.size()) {
				return null;
			}
			Limit limit = this.limits.limit(index);
			long calls = limit.calls().get(execution).longValue();
			Duration period = Duration.ofSeconds(limit.period().get(execution).longValue());
			String key = "rate "
					+ this.limits.key(index, this.answer.site().scope(), execution.context(), subscription);
			int next = index + 1;
			return Reply.use(this.counters.slide(key, calls, 1, period), (usage) -> {
				PolicyException refusal = (usage != null) ? this.answer.tell(usage, calls, execution) : null;
				if (refusal != null) {
					throw refusal;
				}
				return runFrom(next, subscription, execution);
			});
		}

	}

}
