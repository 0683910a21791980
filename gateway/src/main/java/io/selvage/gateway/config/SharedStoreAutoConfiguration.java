package io.selvage.gateway.config;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.catalog.config.SslBundleSetting;
import io.selvage.gateway.policy.store.PolicyStores;
import io.selvage.gateway.policy.store.redis.RedisCounters;
import io.selvage.gateway.policy.store.redis.RedisLink;
import io.selvage.gateway.policy.store.redis.RedisSettings;
import io.selvage.gateway.policy.store.redis.RedisValueCache;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * Makes the caches and counters that several gateways share, if a Redis is named.
 */
@AutoConfiguration(before = RuntimeAutoConfiguration.class)
@ConditionalOnProperty("selvage.redis.url")
@EnableConfigurationProperties(RedisProperties.class)
public class SharedStoreAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RedisLink redisLink(RedisProperties properties, ObjectProvider<SslBundles> bundles, MeterRegistry meters) {
		Counter failures = Counter.builder("selvage.redis.failures")
			.description("Operations on the shared caches and counters that failed or were too late")
			.register(meters);
		return RedisLink.open(settings(properties, bundles), failures::increment);
	}

	private static RedisSettings settings(RedisProperties properties, ObjectProvider<SslBundles> bundles) {
		RedisURI uri = uri(properties);
		uri.setTimeout(properties.timeout());
		if (properties.password() != null) {
			uri.setAuthentication((properties.username() != null) ? properties.username() : "default",
					properties.password());
		}
		return new RedisSettings(uri, properties.cluster(), tls(properties.sslBundle(), bundles), properties.timeout(),
				properties.keyPrefix());
	}

	/** An unreadable URL is not quoted: it may hold a password. */
	private static RedisURI uri(RedisProperties properties) {
		try {
			return RedisURI.create(String.valueOf(properties.url()));
		}
		catch (RuntimeException malformed) {
			throw new IllegalArgumentException(
					"selvage.redis.url is no Redis URL: expected one such as redis://host:6379/0");
		}
	}

	private static @Nullable SslOptions tls(@Nullable String name, ObjectProvider<SslBundles> bundles) {
		SslBundle bundle = new SslBundleSetting("selvage.redis.ssl-bundle", name).find(bundles);
		if (bundle == null) {
			return null;
		}
		SslOptions.Builder tls = SslOptions.builder()
			.jdkSslProvider()
			.trustManager(bundle.getManagers().getTrustManagerFactory())
			.keyManager(bundle.getManagers().getKeyManagerFactory());
		String[] ciphers = bundle.getOptions().getCiphers();
		String[] protocols = bundle.getOptions().getEnabledProtocols();
		return ((ciphers != null) ? tls.cipherSuites(ciphers) : tls)
			.protocols((protocols != null) ? protocols : new String[0])
			.build();
	}

	@Bean
	@ConditionalOnMissingBean
	PolicyStores policyStores(RedisLink link, RedisProperties properties) {
		PolicyStores own = PolicyStores.inProcess();
		PolicyStores stores = properties.share().caches() ? own.sharing(new RedisValueCache(link)) : own;
		return properties.share().counters()
				? stores.sharing(new RedisCounters(link, properties.onFailure(), own.counters())) : stores;
	}

}
