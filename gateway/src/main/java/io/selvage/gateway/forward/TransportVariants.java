package io.selvage.gateway.forward;

import java.security.KeyStore;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.selvage.gateway.policy.ProxySettings;
import org.jspecify.annotations.Nullable;

/**
 * Transports with another certificate or proxy than their entity says, because a policy
 * chose it. Made when they are first needed and kept while they are used.
 */
final class TransportVariants {

	private static final int MAX = 1000;

	private final HttpClientRegistry clients;

	private final Cache<Key, BackendTransport> variants = Caffeine.newBuilder()
		.maximumSize(MAX)
		.executor(Runnable::run)
		.expireAfterAccess(Duration.ofMinutes(10))
		.<Key, BackendTransport>evictionListener((key, transport, cause) -> {
			if (transport != null) {
				transport.close();
			}
		})
		.build();

	TransportVariants(HttpClientRegistry clients) {
		this.clients = clients;
	}

	NettyTransport of(TransportSpec spec, KeyStore.@Nullable PrivateKeyEntry certificate, @Nullable ProxySettings proxy,
			boolean computed) {
		return (NettyTransport) this.variants.get(new Key(spec, certificate, proxy, computed), this::make);
	}

	private BackendTransport make(Key key) {
		ClientTls tls = key.spec.tls();
		if (key.certificate != null) {
			tls = new ClientTls(tls.validateChain(), tls.validateName(), tls.serverThumbprints(), tls.serverNames(),
					key.certificate);
		}
		TransportSpec.Proxy proxy = key.spec.proxy();
		if (key.proxy != null) {
			proxy = new TransportSpec.Proxy(key.proxy.url().host(), key.proxy.url().port(), key.proxy.username(),
					key.proxy.password());
		}
		TransportSpec spec = new TransportSpec(key.spec.backendId(), key.spec.credentials(), tls, proxy);
		return key.computed ? this.clients.computedTransport(spec) : this.clients.transport(spec);
	}

	private record Key(TransportSpec spec, KeyStore.@Nullable PrivateKeyEntry certificate,
			@Nullable ProxySettings proxy, boolean computed) {
	}

}
