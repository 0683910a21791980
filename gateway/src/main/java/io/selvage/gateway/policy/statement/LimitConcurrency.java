package io.selvage.gateway.policy.statement;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code limit-concurrency}: executes its statements unless as many requests as allowed
 * are doing so under the same key. Keys are shared by all statements of this process.
 */
final class LimitConcurrency implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(
			ElementSpec.named("limit-concurrency")
				.with(AttributeSpec.text("key").mandatory().orExpression(),
						AttributeSpec.integer("max-count", 1, Integer.MAX_VALUE).mandatory())
				.holding(ElementSpec.Content.STATEMENTS),
			"Executes its statements for a limited number of requests at a time; further ones get 429.");

	private final Map<String, Integer> running = new ConcurrentHashMap<>();

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		int max;
		try {
			max = Integer.parseInt(binding.literal("max-count").strip());
		}
		catch (NumberFormatException refusedAlready) {
			max = 1;
		}
		return new LimitStep(binding.text("key"), max, binding.statements(), this.running, binding.site());
	}

	private record LimitStep(Value<String> key, int max, Step statements, Map<String, Integer> running,
			StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			String name = this.key.get(execution);
			if (!enter(name)) {
				throw this.site.failure("ConcurrencyLimitExceeded", "Too many concurrent requests. Try again later.",
						429);
			}
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(), "The limit of " + this.max + " is not reached.");
			}
			Mono<Void> pending;
			try {
				pending = this.statements.run(execution);
			}
			catch (RuntimeException failure) {
				leave(name);
				throw failure;
			}
			if (pending == null) {
				leave(name);
				return null;
			}
			return pending.doOnTerminate(() -> leave(name)).doOnCancel(() -> leave(name));
		}

		private boolean enter(String name) {
			boolean[] entered = new boolean[1];
			this.running.compute(name, (key, count) -> {
				int now = (count != null) ? count : 0;
				entered[0] = now < this.max;
				return entered[0] ? now + 1 : now;
			});
			return entered[0];
		}

		private void leave(String name) {
			this.running.computeIfPresent(name, (key, count) -> (count > 1) ? count - 1 : null);
		}

	}

}
