package io.selvage.gateway.policy.store.redis;

import java.time.Duration;

import io.selvage.gateway.policy.store.ValueCache;
import reactor.core.publisher.Mono;

/**
 * A cache that all gateways with the same Redis share. While Redis does not answer every
 * look-up is a miss and nothing is kept.
 */
public final class RedisValueCache implements ValueCache {

	private final RedisLink link;

	/**
	 * Creates a cache.
	 * @param link the connection
	 */
	public RedisValueCache(RedisLink link) {
		this.link = link;
	}

	@Override
	public Mono<Object> get(String key) {
		return this.link.<byte[]>send((commands) -> commands.get(name(key)))
			.onErrorResume((unreachable) -> Mono.empty())
			.mapNotNull(SharedValues::decode);
	}

	@Override
	public Mono<Void> put(String key, Object value, Duration lifetime) {
		return Mono.defer(() -> {
			byte[] bytes = SharedValues.encode(value);
			return this.link.send((commands) -> commands.psetex(name(key), Math.max(1, lifetime.toMillis()), bytes))
				.onErrorResume((unreachable) -> Mono.empty())
				.then();
		});
	}

	@Override
	public Mono<Void> remove(String key) {
		return this.link.send((commands) -> commands.del(name(key)))
			.onErrorResume((unreachable) -> Mono.empty())
			.then();
	}

	private String name(String key) {
		return this.link.key("cache " + key);
	}

}
