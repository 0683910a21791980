package io.selvage.gateway.policy.statement;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.store.PolicyStores;
import io.selvage.gateway.policy.store.ValueCache;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code cache-lookup-value}: reads a cached value into a variable. On a miss without a
 * default the variable is left alone.
 */
final class CacheLookupValue implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(
			ElementSpec.named("cache-lookup-value")
				.with(CacheAttributes.KEY, AttributeSpec.text("variable-name").mandatory(),
						AttributeSpec.object("default-value"), CacheAttributes.CACHING_TYPE),
			"Reads a value of the cache into a variable.");

	private final PolicyStores stores;

	CacheLookupValue(PolicyStores stores) {
		this.stores = stores;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new LookupStep(binding.text("key"), binding.literal("variable-name"),
				binding.has("default-value") ? binding.object("default-value") : null,
				CacheAttributes.cache(binding, this.stores));
	}

	private record LookupStep(Value<String> key, String variable, @Nullable Value<Object> otherwise,
			ValueCache cache) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			String name = this.key.get(execution);
			return Reply.use(this.cache.get(name), (found) -> {
				if (found != null) {
					execution.context().variables().put(this.variable, CacheAttributes.shared(found));
				}
				else if (this.otherwise != null) {
					execution.context().variables().put(this.variable, this.otherwise.getOrNull(execution));
				}
				if (StatementTrace.isOn(execution)) {
					StatementTrace.write(execution, SPEC.name(),
							(found != null) ? "Cache lookup resulted in a hit: the value was put into the variable '"
									+ this.variable + "'." : "Cache lookup resulted in a miss.");
				}
				return null;
			});
		}

	}

}
