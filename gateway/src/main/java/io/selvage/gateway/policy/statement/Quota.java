package io.selvage.gateway.policy.statement;

import java.time.Instant;

import io.selvage.gateway.context.SubscriptionInfo;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.store.PolicyStores;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code quota}: lets a subscription make a number of calls, or move a number of
 * kilobytes, per period. Periods begin with the subscription. Requests without a
 * subscription key are not counted.
 */
final class Quota implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(
			SubscriptionLimits.spec(
					ElementSpec.named("quota")
						.with(QuotaLimit.CALLS, QuotaLimit.BANDWIDTH, QuotaLimit.PERIOD.mandatory()),
					part("api"), part("operation")),
			"Lets a subscription make a number of calls or move a number of kilobytes per period; then it gets 403.")
		.in(Section.INBOUND)
		.at(PolicyScope.PRODUCT)
		.onlyOnce();

	private final PolicyStores stores;

	Quota(PolicyStores stores) {
		this.stores = stores;
	}

	private static ElementSpec part(String name) {
		return ElementSpec.named(name)
			.with(AttributeSpec.text("name"), AttributeSpec.text("id"), QuotaLimit.CALLS, QuotaLimit.BANDWIDTH,
					QuotaLimit.PERIOD);
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new QuotaStep(SubscriptionLimits.compile(binding, QuotaLimit::compile), binding.site(), this.stores);
	}

	private record QuotaStep(SubscriptionLimits<QuotaLimit> limits, StatementSite site,
			PolicyStores stores) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			SubscriptionInfo subscription = execution.context().caller().subscription();
			return (subscription != null) ? runFrom(0, subscription, execution) : null;
		}

		private @Nullable Mono<Void> runFrom(int index, SubscriptionInfo subscription, PolicyExecution execution) {
			if (index == this.limits.size()) {
				return null;
			}
			if (!this.limits.applies(index, execution.context())) {
				return runFrom(index + 1, subscription, execution);
			}
			QuotaLimit limit = this.limits.limit(index);
			Instant start = subscription.start();
			QuotaPeriod current = QuotaPeriod.at((start != null) ? start : subscription.created(),
					limit.period().get(execution).longValue(), this.stores.clock().instant());
			String counter = this.limits.key(index, this.site.scope(), execution.context(), subscription.id()) + " "
					+ current.number();
			Mono<Void> pending = limit.take(counter, current, QuotaLimit.Calls.ONE, this.stores.counters(), execution);
			if (pending == null) {
				countBytes(limit, counter, current, execution);
				return runFrom(index + 1, subscription, execution);
			}
			return pending.then(Mono.defer(() -> {
				countBytes(limit, counter, current, execution);
				Mono<Void> rest = runFrom(index + 1, subscription, execution);
				return (rest != null) ? rest : Mono.empty();
			}));
		}

		private void countBytes(QuotaLimit limit, String counter, QuotaPeriod current, PolicyExecution execution) {
			if (limit.bandwidth() != null) {
				execution.beforeAnswer(
						(response) -> limit.countBytes(counter, current, response, this.stores.counters(), execution));
			}
		}

	}

}
