package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
import reactor.core.publisher.Sinks;

/**
 * {@code cache-value}: reads a cached value into a variable; on a miss its block makes
 * the value, by setting that variable, and the value is kept. Of requests that miss the
 * same key at the same time one runs the block, the others wait for it.
 */
final class CacheValue implements StatementFactory {

	/** 8 hours. */
	private static final String DEFAULT_LIFETIME = "28800";

	private static final StatementSpec SPEC = StatementSpec.of(ElementSpec.named("cache-value")
		.with(CacheAttributes.KEY, AttributeSpec.text("variable-name").mandatory(),
				AttributeSpec.integer("expires-after", 1, Integer.MAX_VALUE).orExpression().otherwise(DEFAULT_LIFETIME),
				AttributeSpec.integer("refresh-after", 1, Integer.MAX_VALUE).orExpression(),
				AttributeSpec.object("default-value"), CacheAttributes.CACHING_TYPE)
		.with(ElementSpec.named("value").holding(ElementSpec.Content.STATEMENTS), 1, 1),
			"Reads a value of the cache into a variable; its block makes the value if there is none.");

	private final PolicyStores stores;

	/** What is being made, by key. */
	private final Map<String, Sinks.Empty<Void>> making = new ConcurrentHashMap<>();

	CacheValue(PolicyStores stores) {
		this.stores = stores;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		StatementBinding block = binding.child("value");
		return new ValueStep(CacheAttributes.cache(binding, this.stores),
				new Names(binding.text("key"), binding.literal("variable-name")),
				new Times(binding.number("expires-after"), binding.optionalNumber("refresh-after")),
				binding.has("default-value") ? binding.object("default-value") : null,
				(block != null) ? block.statements() : (execution) -> null);
	}

	private record Names(Value<String> key, String variable) {
	}

	private record Times(Value<BigDecimal> expires, @Nullable Value<BigDecimal> refresh) {
	}

	private final class ValueStep implements Step {

		private final ValueCache cache;

		private final Value<String> key;

		private final String variable;

		private final Times times;

		private final @Nullable Value<Object> otherwise;

		private final Step block;

		ValueStep(ValueCache cache, Names names, Times times, @Nullable Value<Object> otherwise, Step block) {
			this.cache = cache;
			this.key = names.key();
			this.variable = names.variable();
			this.times = times;
			this.otherwise = otherwise;
			this.block = block;
		}

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			return lookup(this.key.get(execution), execution);
		}

		private @Nullable Mono<Void> lookup(String name, PolicyExecution execution) {
			return Reply.use(this.cache.get(name), (found) -> {
				if (found == null) {
					return make(name, execution);
				}
				execution.context().variables().put(this.variable, CacheAttributes.shared(found));
				return (this.times.refresh() != null) ? refresh(name, execution) : null;
			});
		}

		/**
		 * The first request after the time makes the value anew; others use the old one.
		 */
		private @Nullable Mono<Void> refresh(String name, PolicyExecution execution) {
			return Reply.use(this.cache.get(freshness(name)), (fresh) -> {
				boolean busy = CacheValue.this.making.containsKey(name);
				return (fresh != null || busy) ? null : make(name, execution);
			});
		}

		private @Nullable Mono<Void> make(String name, PolicyExecution execution) {
			Sinks.Empty<Void> mine = Sinks.empty();
			Sinks.Empty<Void> other = CacheValue.this.making.putIfAbsent(name, mine);
			if (other != null) {
				return other.asMono().then(Mono.defer(() -> orEmpty(lookup(name, execution))));
			}
			Mono<Void> pending;
			try {
				execution.context().variables().remove(this.variable);
				pending = this.block.run(execution);
				if (pending == null) {
					pending = keep(name, execution);
				}
				else {
					pending = pending.then(Mono.defer(() -> orEmpty(keep(name, execution))));
				}
			}
			catch (RuntimeException failure) {
				made(name, mine);
				throw failure;
			}
			if (pending == null) {
				made(name, mine);
				return null;
			}
			return pending.doFinally((signal) -> made(name, mine));
		}

		private void made(String name, Sinks.Empty<Void> mine) {
			CacheValue.this.making.remove(name, mine);
			mine.tryEmitEmpty();
		}

		private @Nullable Mono<Void> keep(String name, PolicyExecution execution) {
			Map<String, @Nullable Object> variables = execution.context().variables();
			Object value = variables.get(this.variable);
			if (value == null || execution.terminated()) {
				if (this.otherwise != null) {
					variables.put(this.variable, this.otherwise.getOrNull(execution));
				}
				return null;
			}
			Duration lifetime = Duration.ofSeconds(this.times.expires().get(execution).longValue());
			Mono<Void> kept = this.cache.put(name, CacheAttributes.shared(value), lifetime);
			if (this.times.refresh() != null) {
				Duration fresh = Duration.ofSeconds(this.times.refresh().get(execution).longValue());
				kept = both(kept, this.cache.put(freshness(name), Boolean.TRUE, fresh));
			}
			return Reply.done(kept);
		}

		private static Mono<Void> both(Mono<Void> first, Mono<Void> second) {
			return (Reply.done(first) == null) ? second : first.then(second);
		}

		private static String freshness(String name) {
			return name + "\u001ffresh";
		}

		private static Mono<Void> orEmpty(@Nullable Mono<Void> pending) {
			return (pending != null) ? pending : Mono.empty();
		}

	}

}
