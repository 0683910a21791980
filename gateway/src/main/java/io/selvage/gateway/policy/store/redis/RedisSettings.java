package io.selvage.gateway.policy.store.redis;

import java.time.Duration;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how it is used.
 *
 * @param uri the server, or a node of a cluster, or the sentinels, with credentials
 * @param cluster whether it is a Redis Cluster
 * @param tls trust and identity for a {@code rediss} URI; null for those of Java
 * @param timeout how long one operation may take, connecting included
 * @param keyPrefix what all keys begin with
 */
public record RedisSettings(RedisURI uri, boolean cluster, @Nullable SslOptions tls, Duration timeout,
		String keyPrefix) {
}
