package io.selvage.gateway.config;

import java.time.Duration;

import io.selvage.gateway.policy.store.redis.FailureRule;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Redis in which several gateways share caches and counters. Without a URL every
 * gateway has its own.
 *
 * @param url the server, such as {@code redis://host:6379/0}, {@code rediss://} for TLS,
 * {@code redis-sentinel://host1,host2/0#master}; null for none
 * @param username the user; null for the default user or the one in the URL
 * @param password the password; null for none or the one in the URL
 * @param sslBundle the name of a bundle of {@code spring.ssl.bundle} for {@code rediss};
 * null for the trust of Java
 * @param cluster whether the URL names a node of a Redis Cluster
 * @param timeout how long one operation may take
 * @param onFailure what limits do while Redis does not answer
 * @param keyPrefix what all keys begin with
 * @param share what is kept in Redis
 */
@ConfigurationProperties("selvage.redis")
public record RedisProperties(@Nullable String url, @Nullable String username, @Nullable String password,
		@Nullable String sslBundle, @DefaultValue("false") boolean cluster, @DefaultValue("100ms") Duration timeout,
		@DefaultValue("local") FailureRule onFailure, @DefaultValue("selvage:") String keyPrefix,
		@DefaultValue Share share) {

	/**
	 * What is kept in Redis.
	 *
	 * @param caches cached values and responses
	 * @param counters counters of rates, quotas and tokens
	 */
	public record Share(@DefaultValue("true") boolean caches, @DefaultValue("true") boolean counters) {
	}

	/** Without the password, and without the URL, which may hold one. */
	@Override
	public String toString() {
		return "RedisProperties[timeout=" + this.timeout + ", onFailure=" + this.onFailure + "]";
	}

}
