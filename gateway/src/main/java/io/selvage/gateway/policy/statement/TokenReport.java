package io.selvage.gateway.policy.statement;

import java.util.List;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import org.jspecify.annotations.Nullable;

/**
 * Where a token limit tells what it found: variables of the request and headers of the
 * answer.
 *
 * @param retryAfter how long a refused client should wait, in seconds
 * @param remaining the tokens left in the minute
 * @param remainingQuota the tokens left in the period of the quota
 * @param consumed the tokens the request cost
 */
record TokenReport(Place retryAfter, Place remaining, Place remainingQuota, Place consumed) {

	private static final String RETRY_AFTER = "retry-after";

	private static final String REMAINING = "remaining-tokens";

	private static final String REMAINING_QUOTA = "remaining-quota-tokens";

	private static final String CONSUMED = "tokens-consumed";

	static final List<AttributeSpec> ATTRIBUTES = List.of(header(RETRY_AFTER), variable(RETRY_AFTER), header(REMAINING),
			variable(REMAINING), header(REMAINING_QUOTA), variable(REMAINING_QUOTA), header(CONSUMED),
			variable(CONSUMED));

	/** A header and a variable, either of them null. */
	private record Place(@Nullable String header, @Nullable String variable) {

		void variable(PolicyExecution execution, long value) {
			if (this.variable != null) {
				execution.context().variables().put(this.variable, (int) Math.min(Integer.MAX_VALUE, value));
			}
		}

		void header(GatewayResponse response, long value) {
			if (this.header != null) {
				response.headers().set(this.header, Long.toString(value));
			}
		}

	}

	private static AttributeSpec header(String name) {
		return AttributeSpec.text(name + "-header-name");
	}

	private static AttributeSpec variable(String name) {
		return AttributeSpec.text(name + "-variable-name");
	}

	static TokenReport compile(StatementBinding binding) {
		return new TokenReport(place(binding, RETRY_AFTER), place(binding, REMAINING), place(binding, REMAINING_QUOTA),
				place(binding, CONSUMED));
	}

	private static Place place(StatementBinding binding, String name) {
		String header = name + "-header-name";
		String variable = name + "-variable-name";
		return new Place(binding.has(header) ? binding.literal(header) : null,
				binding.has(variable) ? binding.literal(variable) : null);
	}

	void remaining(PolicyExecution execution, long tokens) {
		this.remaining.variable(execution, tokens);
	}

	void remaining(PolicyExecution execution, GatewayResponse response, long tokens) {
		this.remaining.variable(execution, tokens);
		this.remaining.header(response, tokens);
	}

	void remainingQuota(PolicyExecution execution, long tokens) {
		this.remainingQuota.variable(execution, tokens);
	}

	void remainingQuota(PolicyExecution execution, GatewayResponse response, long tokens) {
		this.remainingQuota.variable(execution, tokens);
		this.remainingQuota.header(response, tokens);
	}

	void consumed(PolicyExecution execution, GatewayResponse response, long tokens) {
		this.consumed.variable(execution, tokens);
		this.consumed.header(response, tokens);
	}

	void refused(PolicyExecution execution, long seconds) {
		this.retryAfter.variable(execution, seconds);
		if (this.retryAfter.header() != null) {
			execution.beforeAnswer((response) -> this.retryAfter.header(response, seconds));
		}
	}

}
