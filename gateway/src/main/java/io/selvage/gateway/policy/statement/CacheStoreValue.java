package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Duration;

import io.selvage.gateway.policy.AttributeSpec;
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
 * {@code cache-store-value}: keeps a value in the cache. Null, and a lifetime of 0, keep
 * nothing: an older value of the key is dropped.
 */
final class CacheStoreValue implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(ElementSpec.named("cache-store-value")
		.with(CacheAttributes.KEY, AttributeSpec.object("value").mandatory(),
				AttributeSpec.integer("duration", 0, Integer.MAX_VALUE).mandatory().orExpression(),
				CacheAttributes.CACHING_TYPE),
			"Keeps a value in the cache for a number of seconds.");

	private final PolicyStores stores;

	CacheStoreValue(PolicyStores stores) {
		this.stores = stores;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new StoreStep(binding.text("key"), binding.object("value"), binding.number("duration"),
				CacheAttributes.cache(binding, this.stores));
	}

	private record StoreStep(Value<String> key, Value<Object> value, Value<BigDecimal> seconds,
			ValueCache cache) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			String name = this.key.get(execution);
			Object kept = this.value.getOrNull(execution);
			long lifetime = this.seconds.get(execution).longValue();
			return Reply.done((kept == null || lifetime == 0) ? this.cache.remove(name)
					: this.cache.put(name, CacheAttributes.shared(kept), Duration.ofSeconds(lifetime)));
		}

	}

}
