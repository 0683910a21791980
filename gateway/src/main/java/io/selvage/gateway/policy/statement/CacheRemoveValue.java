package io.selvage.gateway.policy.statement;

import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.store.ValueCache;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code cache-remove-value}: drops a value of the cache.
 */
final class CacheRemoveValue implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(
			ElementSpec.named("cache-remove-value").with(CacheAttributes.KEY, CacheAttributes.CACHING_TYPE),
			"Drops a value of the cache.");

	private final ValueCache cache;

	CacheRemoveValue(ValueCache cache) {
		this.cache = cache;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		CacheAttributes.checkType(binding);
		return new RemoveStep(binding.text("key"), this.cache);
	}

	private record RemoveStep(Value<String> key, ValueCache cache) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			return Reply.done(this.cache.remove(this.key.get(execution)));
		}

	}

}
