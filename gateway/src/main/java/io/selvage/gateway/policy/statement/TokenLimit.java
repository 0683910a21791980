package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

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

	private final TokenAccounts accounts;

	private final InstantSource clock;

	/**
	 * Creates the policy.
	 * @param name its element
	 * @param accounts the counters; policies that share them share their keys
	 * @param clock the wall clock
	 */
	TokenLimit(String name, TokenAccounts accounts, InstantSource clock) {
		this.spec = StatementSpec.of(element(name), "Limits the tokens of a language model a key may use.")
			.in(Section.INBOUND);
		this.accounts = accounts;
		this.clock = clock;
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
		return new LimitStep(this, limits, TokenReport.compile(binding), binding.bodyLimit(), binding.site());
	}

	private record Limits(Value<String> key, @Nullable Value<BigDecimal> rate, @Nullable Value<BigDecimal> quota,
			@Nullable Value<String> period, Value<Boolean> estimates) {

		TokenAccounts.Period quotaPeriod(PolicyExecution execution, StatementSite site) {
			String text = (this.period != null) ? this.period.get(execution) : "";
			try {
				return TokenAccounts.Period.valueOf(text.strip().toUpperCase(Locale.ROOT));
			}
			catch (IllegalArgumentException unknown) {
				throw site.failure(StatementSite.EXPRESSION_FAILURE,
						"'token-quota-period' is Hourly, Daily, Weekly, Monthly or Yearly, not '" + text + "'.", 500);
			}
		}

	}

	/** A limit of one request: the account, and how much it may hold. */
	record Charge(TokenAccounts.Account account, long limit) {

		static void add(@Nullable Charge charge, long tokens, Instant now) {
			if (charge != null && tokens != 0) {
				charge.account().add(tokens, now);
			}
		}

	}

	private record LimitStep(TokenLimit policy, Limits limits, TokenReport report, int bodyLimit,
			StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			String key = this.limits.key().get(execution);
			Instant now = this.policy.clock.instant();
			long estimate = this.limits.estimates().get(execution)
					? TokenUsage.estimate(execution.context().request().body()) : 0;
			Charge rate = (this.limits.rate() != null)
					? new Charge(this.policy.accounts.of(TokenAccounts.Period.MINUTE, key),
							this.limits.rate().get(execution).longValue())
					: null;
			Charge quota = (this.limits.quota() != null)
					? new Charge(this.policy.accounts.of(this.limits.quotaPeriod(execution, this.site), key),
							this.limits.quota().get(execution).longValue())
					: null;
			if (quota != null && !quota.account().take(estimate, quota.limit(), now)) {
				throw refusal(execution, quota.account().untilRenewal(now), "TokenQuotaExceeded",
						"Token quota is exceeded.", 403);
			}
			if (rate != null && !rate.account().take(estimate, rate.limit(), now)) {
				Charge.add(quota, -estimate, now);
				throw refusal(execution, rate.account().untilRenewal(now), "TokenLimitExceeded",
						"Token limit is exceeded.", 429);
			}
			this.report.before(execution, rate, quota, now);
			execution.readAnswer((response) -> TokenUsage.read(response, this.bodyLimit, (usage) -> {
				Instant then = this.policy.clock.instant();
				Charge.add(rate, usage.total() - estimate, then);
				Charge.add(quota, usage.total() - estimate, then);
				this.report.after(execution, response, usage.total(), rate, quota, then);
			}));
			return null;
		}

		private PolicyException refusal(PolicyExecution execution, Duration wait, String reason, String message,
				int status) {
			long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
			this.report.refused(execution, seconds);
			String told = message + " Try again in " + seconds + " seconds.";
			return this.site.failure(reason, told, status).saying(told).answering(null, wait);
		}

	}

}
