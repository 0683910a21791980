package io.selvage.gateway.policy.statement;

import java.time.Duration;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.HeaderRules;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.store.Counters;
import org.jspecify.annotations.Nullable;

/**
 * What a rate limit tells: in headers of the answer and in variables.
 *
 * @param retryHeader the header that says when a refused client may try again
 * @param retryVariable the variable that says so, or null
 * @param remainingHeader the header of the calls that are left, or null
 * @param remainingVariable the variable of the calls that are left, or null
 * @param totalHeader the header of the calls that are allowed, or null
 * @param site where the policy stands
 */
record RateAnswer(String retryHeader, @Nullable String retryVariable, @Nullable String remainingHeader,
		@Nullable String remainingVariable, @Nullable String totalHeader, StatementSite site) {

	private static final String RETRY_AFTER = "Retry-After";

	static final AttributeSpec[] ATTRIBUTES = { AttributeSpec.text("retry-after-header-name").otherwise(RETRY_AFTER),
			AttributeSpec.text("retry-after-variable-name"), AttributeSpec.text("remaining-calls-header-name"),
			AttributeSpec.text("remaining-calls-variable-name"), AttributeSpec.text("total-calls-header-name") };

	static RateAnswer compile(StatementBinding binding) {
		String retry = header(binding, "retry-after-header-name");
		return new RateAnswer((retry != null) ? retry : RETRY_AFTER, name(binding, "retry-after-variable-name"),
				header(binding, "remaining-calls-header-name"), name(binding, "remaining-calls-variable-name"),
				header(binding, "total-calls-header-name"), binding.site());
	}

	private static @Nullable String name(StatementBinding binding, String attribute) {
		String name = binding.literal(attribute).strip();
		return name.isEmpty() ? null : name;
	}

	private static @Nullable String header(StatementBinding binding, String attribute) {
		String name = name(binding, attribute);
		String problem = (name != null) ? HeaderRules.nameProblem(name) : null;
		if (problem != null) {
			binding.error(attribute, problem);
		}
		else if (name != null && HeaderRules.isProtected(name)) {
			binding.error(attribute, "The header '" + name + "' belongs to the gateway.");
		}
		return name;
	}

	/**
	 * Tells what is left.
	 * @return null if the call is allowed, else why it is not
	 */
	@Nullable PolicyException tell(Counters.Usage usage, long limit, PolicyExecution execution) {
		int remaining = (int) Math.max(0, Math.min(Integer.MAX_VALUE, limit - usage.used()));
		if (this.remainingVariable != null) {
			execution.context().variables().put(this.remainingVariable, remaining);
		}
		set(execution, this.remainingHeader, remaining);
		set(execution, this.totalHeader, limit);
		return usage.allowed() ? null : refuse(usage.retryAfter(), execution);
	}

	private PolicyException refuse(Duration wait, PolicyExecution execution) {
		long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
		if (this.retryVariable != null) {
			execution.context().variables().put(this.retryVariable, (int) seconds);
		}
		PolicyException refusal = this.site.failure("RateLimitExceeded", "Rate limit is exceeded", 429)
			.saying("Rate limit is exceeded. Try again in " + seconds + " seconds.");
		if (this.retryHeader.equalsIgnoreCase(RETRY_AFTER)) {
			return refusal.answering(null, Duration.ofSeconds(seconds));
		}
		set(execution, this.retryHeader, seconds);
		return refusal;
	}

	private static void set(PolicyExecution execution, @Nullable String header, long value) {
		if (header != null) {
			execution.beforeAnswer((response) -> response.headers().set(header, Long.toString(value)));
		}
	}

}
