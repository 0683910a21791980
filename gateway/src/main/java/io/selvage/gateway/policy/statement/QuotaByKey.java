package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.store.PolicyStores;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code quota-by-key}: lets all requests with the same key make a number of calls, or
 * move a number of kilobytes, per period. Several statements with the same key count a
 * request once. With a condition a request is counted when its response stands.
 */
final class QuotaByKey implements StatementFactory {

	/** The shortest period, in seconds. */
	private static final int SHORTEST = 300;

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("quota-by-key")
			.with(QuotaLimit.CALLS.orExpression(), QuotaLimit.BANDWIDTH.orExpression(),
					QuotaLimit.PERIOD.mandatory().orExpression(),
					AttributeSpec.text("counter-key").mandatory().orExpression())
			.with(LaterCount.ATTRIBUTES)
			.with(AttributeSpec.text("first-period-start").otherwise("0001-01-01T00:00:00Z")),
				"Lets requests of the same key make a number of calls or move a number of kilobytes per period; "
						+ "further ones get 403.")
		.in(Section.INBOUND);

	private final PolicyStores stores;

	QuotaByKey(PolicyStores stores) {
		this.stores = stores;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		QuotaLimit limit = QuotaLimit.compile(binding);
		BigDecimal period = limit.period().literal();
		if (period != null && period.signum() > 0 && period.longValue() < SHORTEST) {
			binding.error("renewal-period",
					"The 'renewal-period' attribute must be 0 (without an end) or at least " + SHORTEST + " seconds.");
		}
		return new QuotaStep(limit, binding.text("counter-key"), LaterCount.compile(binding, false), start(binding),
				this.stores);
	}

	private static Instant start(StatementBinding binding) {
		String text = binding.literal("first-period-start").strip();
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException malformed) {
			binding.error("first-period-start",
					"'" + text + "' is no time: expected one as ISO 8601 writes it, for example 2026-01-31T00:00:00Z.");
			return Instant.EPOCH;
		}
	}

	private record QuotaStep(QuotaLimit limit, Value<String> key, LaterCount later, Instant start,
			PolicyStores stores) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			QuotaPeriod current = QuotaPeriod.at(this.start, this.limit.period().get(execution).longValue(),
					this.stores.clock().instant());
			String counter = "by-key " + this.key.get(execution) + " " + this.limit.period().get(execution) + " "
					+ current.number();
			boolean first = execution.countOnce(counter);
			long amount = this.later.isLater() ? 0 : this.later.amount(execution);
			QuotaLimit.Calls calls = first ? new QuotaLimit.Calls(amount, 0) : new QuotaLimit.Calls(0, amount);
			Mono<Void> pending = this.limit.take(counter, current, calls, this.stores.counters(), execution);
			if (!first) {
				return pending;
			}
			if (pending == null) {
				countLater(counter, current, execution);
				return null;
			}
			return pending.then(Mono.fromRunnable(() -> countLater(counter, current, execution)));
		}

		private void countLater(String counter, QuotaPeriod current, PolicyExecution execution) {
			boolean later = this.later.isLater();
			long amount = later ? this.later.amount(execution) : 0;
			if (!later && this.limit.bandwidth() == null) {
				return;
			}
			execution.beforeAnswer((response) -> {
				if (this.later.counts(execution)) {
					this.limit.countCalls(counter, current, amount, this.stores.counters());
					this.limit.countBytes(counter, current, response, this.stores.counters(), execution);
				}
			});
		}

	}

}
