package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.store.Counters;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How many calls and kilobytes a period allows. Bandwidth is the size of the contents of
 * requests and responses; of one that streams without a {@code Content-Length} the size
 * is not known when it is counted, so it counts nothing.
 *
 * @param calls the calls, or null
 * @param bandwidth the kilobytes, or null
 * @param period the length of a period in seconds; 0 without an end
 * @param site where the policy stands
 */
record QuotaLimit(@Nullable Value<BigDecimal> calls, @Nullable Value<BigDecimal> bandwidth, Value<BigDecimal> period,
		StatementSite site) {

	static final AttributeSpec CALLS = AttributeSpec.integer("calls", 1, Integer.MAX_VALUE);

	static final AttributeSpec BANDWIDTH = AttributeSpec.integer("bandwidth", 1, Integer.MAX_VALUE);

	static final AttributeSpec PERIOD = AttributeSpec.integer("renewal-period", 0, Integer.MAX_VALUE);

	private static final int KILOBYTE = 1024;

	static QuotaLimit compile(StatementBinding binding) {
		if (!binding.has("calls") && !binding.has("bandwidth")) {
			binding.error("At least one of the attributes 'calls' and 'bandwidth' is required.");
		}
		return new QuotaLimit(binding.optionalNumber("calls"), binding.optionalNumber("bandwidth"),
				binding.number("renewal-period"), binding.site());
	}

	/**
	 * Checks and counts a request.
	 * @param counter the name of its counter
	 * @param calls how many calls it counts for, and has been counted for by an earlier
	 * statement
	 */
	@Nullable Mono<Void> take(String counter, QuotaPeriod current, Calls calls, Counters counters, PolicyExecution execution) {
		long kilobytes = (this.bandwidth != null) ? this.bandwidth.get(execution).longValue() : 0;
		if (this.bandwidth == null) {
			return takeCalls(counter, current, calls, counters, execution);
		}
		return Reply.use(counters.count(bytes(counter), kilobytes * KILOBYTE, 0, current.lifetime()), (usage) -> {
			if (usage != null && !usage.allowed()) {
				throw refuse("Out of bandwidth quota.", current);
			}
			return takeCalls(counter, current, calls, counters, execution);
		});
	}

	private @Nullable Mono<Void> takeCalls(String counter, QuotaPeriod current, Calls calls, Counters counters,
			PolicyExecution execution) {
		if (this.calls == null) {
			return null;
		}
		long limit = this.calls.get(execution).longValue() + calls.before();
		return Reply.use(counters.count(calls(counter), limit, calls.now(), current.lifetime()), (usage) -> {
			if (usage != null && !usage.allowed()) {
				throw refuse("Out of call volume quota.", current);
			}
			return null;
		});
	}

	/**
	 * Counts a request afterwards.
	 */
	void countCalls(String counter, QuotaPeriod current, long amount, Counters counters) {
		if (this.calls != null) {
			Reply.background(counters.count(calls(counter), Long.MAX_VALUE, amount, current.lifetime()));
		}
	}

	/**
	 * Counts the bytes of a request and its response.
	 */
	void countBytes(String counter, QuotaPeriod current, GatewayResponse response, Counters counters,
			PolicyExecution execution) {
		GatewayRequest request = execution.context().request();
		long bytes = MessageSize.of(request.headers(), request.body())
				+ MessageSize.of(response.headers(), response.body());
		if (this.bandwidth != null && bytes > 0) {
			Reply.background(counters.count(bytes(counter), Long.MAX_VALUE, bytes, current.lifetime()));
		}
	}

	private static String calls(String counter) {
		return "quota-calls " + counter;
	}

	private static String bytes(String counter) {
		return "quota-bytes " + counter;
	}

	private PolicyException refuse(String what, QuotaPeriod current) {
		return this.site.failure("QuotaExceeded", what + current.replenished(), 403)
			.answering(null, current.remaining());
	}

	/**
	 * What a request counts for.
	 *
	 * @param now by this statement
	 * @param before by an earlier statement with the same counter
	 */
	record Calls(long now, long before) {

		static final Calls ONE = new Calls(1, 0);

	}

}
