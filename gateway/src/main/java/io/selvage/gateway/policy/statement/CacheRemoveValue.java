package io.selvage.gateway.policy.statement;

import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.store.PolicyStores;
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

	private final PolicyStores stores;

	CacheRemoveValue(PolicyStores stores) {
		this.stores = stores;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new RemoveStep(binding.text("key"), CacheAttributes.cache(binding, this.stores));
	}

	private record RemoveStep(Value<String> key, ValueCache cache) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			return Reply.done(this.cache.remove(this.key.get(execution)));
		}

	}

}
