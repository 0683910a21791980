package io.selvage.gateway.attempt;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import io.selvage.gateway.target.ResendReason;

/**
 * The retry budgets of all backends.
 */
public final class RetryBudgets {

	private final ConcurrentMap<String, RetryBudget> budgets = new ConcurrentHashMap<>();

	private final RetryBudgetRule rule;

	private final LongSupplier nanoTime;

	/**
	 * Creates the budgets.
	 * @param rule how much is allowed
	 * @param nanoTime a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
	 */
	public RetryBudgets(RetryBudgetRule rule, LongSupplier nanoTime) {
		this.rule = rule;
		this.nanoTime = nanoTime;
	}

	void request(String backendId) {
		if (this.rule.enabled()) {
			of(backendId).request();
		}
	}

	boolean tryResend(String backendId, ResendReason reason) {
		boolean exempt = !this.rule.enabled() || (reason == ResendReason.POLICY && !this.rule.policies());
		return exempt || of(backendId).tryResend();
	}

	private RetryBudget of(String backendId) {
		RetryBudget known = this.budgets.get(backendId);
		return (known != null) ? known
				: this.budgets.computeIfAbsent(backendId, (id) -> new RetryBudget(this.rule, this.nanoTime));
	}

}
