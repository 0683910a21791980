package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.store.Counters;
import io.selvage.gateway.policy.store.PolicyStores;
import io.selvage.gateway.policy.store.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code llm-token-limit} and {@code azure-openai-token-limit}: limit the tokens of a
 * language model a key may use in a minute or a longer period. What a request costs is
 * known from its answer; until then it counts with the estimate of its prompt, if one is
 * asked for.
 */
final class TokenLimit implements StatementFactory {

	private final StatementSpec spec;

	private final PolicyStores stores;

	/**
	 * Creates the policy.
	 * @param name its element
	 * @param stores the counters; policies that share them share their keys
	 */
	TokenLimit(String name, PolicyStores stores) {
		this.spec = StatementSpec.of(element(name), "Limits the tokens of a language model a key may use.")
			.in(Section.INBOUND);
		this.stores = stores;
	}

	private static ElementSpec element(String name) {
		return ElementSpec.named(name)
			.with(AttributeSpec.text("counter-key").mandatory().orExpression(),
					AttributeSpec.integer("tokens-per-minute", 0, Long.MAX_VALUE).orExpression(),
					AttributeSpec.integer("token-quota", 0, Long.MAX_VALUE).orExpression(),
					AttributeSpec.choice("token-quota-period", "Hourly", "Daily", "Weekly", "Monthly", "Yearly")
						.orExpression(),
					AttributeSpec.bool("estimate-prompt-tokens").mandatory().orExpression())
			.with(TokenReport.ATTRIBUTES.toArray(new AttributeSpec[0]));
	}

	@Override
	public StatementSpec spec() {
		return this.spec;
	}

	@Override
	public Step create(StatementBinding binding) {
		Value<BigDecimal> rate = binding.optionalNumber("tokens-per-minute");
		Value<BigDecimal> quota = binding.optionalNumber("token-quota");
		if (rate == null && quota == null) {
			binding.error("At least one of the attributes 'tokens-per-minute' and 'token-quota' is required.");
		}
		if ((quota != null) != binding.has("token-quota-period")) {
			binding.error("The attributes 'token-quota' and 'token-quota-period' belong together.");
		}
		Value<Boolean> estimates = binding.bool("estimate-prompt-tokens");
		if (!Boolean.FALSE.equals(estimates.literal())) {
			binding.readsRequestBody();
		}
		Limits limits = new Limits(binding.text("counter-key"), rate, quota, binding.optionalText("token-quota-period"),
				estimates);
		return new LimitStep(this.stores, limits, TokenReport.compile(binding), binding.bodyLimit(), binding.site());
	}

	private record Limits(Value<String> key, @Nullable Value<BigDecimal> rate, @Nullable Value<BigDecimal> quota,
			@Nullable Value<String> period, Value<Boolean> estimates) {

		TokenPeriod quotaPeriod(PolicyExecution execution, StatementSite site) {
			String text = (this.period != null) ? this.period.get(execution) : "";
			try {
				return TokenPeriod.valueOf(text.strip().toUpperCase(Locale.ROOT));
			}
			catch (IllegalArgumentException unknown) {
				throw site.failure(StatementSite.EXPRESSION_FAILURE,
						"'token-quota-period' is Hourly, Daily, Weekly, Monthly or Yearly, not '" + text + "'.", 500);
			}
		}

	}

	/**
	 * A limit of one request.
	 *
	 * @param counter the counter
	 * @param limit how much it may hold
	 * @param renewal how long its period still runs
	 */
	private record Charge(String counter, long limit, Duration renewal) {

		long remaining(Counters.Usage usage) {
			return Math.max(0, this.limit - usage.used());
		}

	}

	private record LimitStep(PolicyStores stores, Limits limits, TokenReport report, int bodyLimit,
			StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			String key = this.limits.key().get(execution);
			Instant now = this.stores.clock().instant();
			long estimate = this.limits.estimates().get(execution)
					? TokenUsage.estimate(execution.context().request().body()) : 0;
			Charge quota = (this.limits.quota() != null)
					? charge(this.limits.quotaPeriod(execution, this.site), key, this.limits.quota(), now, execution)
					: null;
			Charge rate = (this.limits.rate() != null)
					? charge(TokenPeriod.MINUTE, key, this.limits.rate(), now, execution) : null;
			return (quota == null) ? takeRate(rate, null, estimate, execution)
					: Reply.use(reserve(quota, estimate), (usage) -> {
						if (usage != null && !usage.allowed()) {
							throw refusal(execution, quota, "TokenQuotaExceeded", "Token quota is exceeded.", 403);
						}
						if (usage != null) {
							this.report.remainingQuota(execution, quota.remaining(usage));
						}
						return takeRate(rate, quota, estimate, execution);
					});
		}

		private static Charge charge(TokenPeriod period, String key, Value<BigDecimal> limit, Instant now,
				PolicyExecution execution) {
			return new Charge(period.counter(key, now), limit.get(execution).longValue(), period.remaining(now));
		}

		private Mono<Counters.Usage> reserve(Charge charge, long tokens) {
			return this.stores.counters().reserve(charge.counter(), charge.limit(), tokens, charge.renewal());
		}

		private @Nullable Mono<Void> takeRate(@Nullable Charge rate, @Nullable Charge quota, long estimate,
				PolicyExecution execution) {
			if (rate == null) {
				countLater(null, quota, estimate, execution);
				return null;
			}
			return Reply.use(reserve(rate, estimate), (usage) -> {
				if (usage != null && !usage.allowed()) {
					Reply.background(correct(quota, -estimate));
					throw refusal(execution, rate, "TokenLimitExceeded", "Token limit is exceeded.", 429);
				}
				if (usage != null) {
					this.report.remaining(execution, rate.remaining(usage));
				}
				countLater(rate, quota, estimate, execution);
				return null;
			});
		}

		/** A request may end above the limit: what it cost is known from its answer. */
		private void countLater(@Nullable Charge rate, @Nullable Charge quota, long estimate,
				PolicyExecution execution) {
			execution.readAnswer((response) -> TokenUsage.read(response, this.bodyLimit).flatMap((usage) -> {
				long more = usage.total() - estimate;
				this.report.consumed(execution, response, usage.total());
				return correct(rate, more).onErrorResume(StoreUnavailableException.class, (lost) -> Mono.empty())
					.doOnNext((now) -> this.report.remaining(execution, response,
							Objects.requireNonNull(rate).remaining(now)))
					.then(correct(quota, more).onErrorResume(StoreUnavailableException.class, (lost) -> Mono.empty()))
					.doOnNext((now) -> this.report.remainingQuota(execution, response,
							Objects.requireNonNull(quota).remaining(now)))
					.then();
			}));
		}

		private Mono<Counters.Usage> correct(@Nullable Charge charge, long tokens) {
			return (charge == null) ? Mono.empty()
					: this.stores.counters().count(charge.counter(), Long.MAX_VALUE, tokens, charge.renewal());
		}

		private PolicyException refusal(PolicyExecution execution, Charge charge, String reason, String message,
				int status) {
			long seconds = Math.max(1, (charge.renewal().toMillis() + 999) / 1000);
			this.report.refused(execution, seconds);
			String told = message + " Try again in " + seconds + " seconds.";
			return this.site.failure(reason, told, status).saying(told).answering(null, Duration.ofSeconds(seconds));
		}

	}

}
