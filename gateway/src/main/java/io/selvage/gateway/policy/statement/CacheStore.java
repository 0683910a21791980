package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Duration;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.store.CachedResponse;
import io.selvage.gateway.policy.store.PolicyStores;
import io.selvage.gateway.policy.store.ResponseCaching;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code cache-store}: keeps the response as it is now for the requests that
 * {@code cache-lookup} takes for equal. Only the body of a response that is kept is read
 * into memory; one that says it is larger than the limit is passed on and not kept.
 */
final class CacheStore implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("cache-store")
			.with(AttributeSpec.integer("duration", 0, Integer.MAX_VALUE).mandatory().orExpression(),
					AttributeSpec.bool("cache-response").orExpression()),
				"Keeps the response for a number of seconds; only with status 200 unless cache-response says so.")
		.in(Section.OUTBOUND)
		.onlyOnce();

	private final PolicyStores stores;

	CacheStore(PolicyStores stores) {
		this.stores = stores;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new StoreStep(binding.number("duration"), binding.optionalBool("cache-response"), binding.bodyLimit(),
				this.stores);
	}

	private record StoreStep(Value<BigDecimal> seconds, @Nullable Value<Boolean> cacheResponse, int limit,
			PolicyStores stores) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			ResponseCaching caching = execution.responseCaching();
			GatewayResponse response = execution.context().response();
			if (caching == null || response == null || !wanted(response, execution) || tooLarge(response)) {
				trace(execution, "The response was not stored.");
				return null;
			}
			long lifetime = this.seconds.get(execution).longValue();
			if (lifetime == 0) {
				return null;
			}
			response.headers().set("Cache-Control", caching.cacheControl(lifetime));
			MessageBody body = response.body();
			byte[] bytes = (body != null) ? body.bytes() : new byte[0];
			if (bytes == null && body != null) {
				return body.buffer(this.limit).flatMap((read) -> keep(caching, response, read, lifetime, execution));
			}
			return Reply.done(keep(caching, response, (bytes != null) ? bytes : new byte[0], lifetime, execution));
		}

		private boolean wanted(GatewayResponse response, PolicyExecution execution) {
			return (this.cacheResponse != null) ? this.cacheResponse.get(execution) : response.statusCode() == 200;
		}

		private boolean tooLarge(GatewayResponse response) {
			return MessageSize.declared(response.headers()) > this.limit;
		}

		private Mono<Void> keep(ResponseCaching caching, GatewayResponse response, byte[] bytes, long lifetime,
				PolicyExecution execution) {
			CachedResponse kept = CachedResponse.of(response, bytes, execution.context().request().headers(),
					this.stores.clock().instant().getEpochSecond());
			if (kept == null) {
				trace(execution, "The response was not stored: its Vary header says that it fits no other request.");
				return Mono.empty();
			}
			trace(execution, "The response was stored for " + lifetime + " seconds.");
			return caching.cache().put(caching.key(), kept, Duration.ofSeconds(lifetime));
		}

		private static void trace(PolicyExecution execution, String message) {
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(), message);
			}
		}

	}

}
