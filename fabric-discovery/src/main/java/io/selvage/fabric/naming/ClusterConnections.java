package io.selvage.fabric.naming;

import java.time.Duration;

import javax.net.ssl.SSLException;

import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.selvage.fabric.security.ClusterSecurity;
import io.selvage.fabric.security.TlsMaterial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * The connections to one cluster, all made with the same certificates. When a certificate
 * file changes, new connections are made with the new one and the old ones end with the
 * calls they carry.
 */
final class ClusterConnections {

	private static final Logger logger = LoggerFactory.getLogger(ClusterConnections.class);

	private final String cluster;

	private final ClusterSecurity security;

	private final Duration connectTimeout;

	private volatile Generation current;

	private volatile boolean closed;

	/** Blocks on certificate files. */
	ClusterConnections(String cluster, ClusterSecurity security, Duration connectTimeout) {
		this.cluster = cluster;
		this.security = security;
		this.connectTimeout = connectTimeout;
		this.current = connect(TlsMaterial.load(security));
	}

	HttpClient client() {
		return this.current.client;
	}

	/**
	 * Looks at the certificate files and takes them over if they have changed. Blocks. A
	 * file that can't be read leaves everything as it is.
	 */
	synchronized boolean reload() {
		Generation before = this.current;
		if (this.closed || TlsMaterial.fingerprint(this.security).equals(before.fingerprint)) {
			return false;
		}
		try {
			this.current = connect(TlsMaterial.load(this.security));
			before.pool.disposeLater().subscribe();
			logger.info("Cluster '{}': certificates were read again", this.cluster);
			return true;
		}
		catch (IllegalArgumentException ex) {
			logger.warn("Cluster '{}': changed certificates are not used: {}", this.cluster, ex.getMessage());
			return false;
		}
	}

	synchronized void close() {
		this.closed = true;
		this.current.pool.dispose();
	}

	private Generation connect(TlsMaterial material) {
		ConnectionProvider pool = ConnectionProvider.builder("fabric-" + this.cluster)
			.maxConnections(64)
			.pendingAcquireMaxCount(1024)
			.pendingAcquireTimeout(Duration.ofSeconds(5))
			.maxIdleTime(Duration.ofSeconds(45))
			.lifo()
			.build();
		SslContext tls = sslContext(material);
		HttpClient client = HttpClient.create(pool)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(this.connectTimeout.toMillis()))
			.secure((spec) -> spec.sslContext(tls).handshakeTimeout(Duration.ofSeconds(5)));
		return new Generation(client, pool, material.fingerprint());
	}

	/**
	 * The JDK's TLS: Windows clusters ask for the certificate by renegotiation, of which
	 * BoringSSL allows one per connection at most.
	 */
	private SslContext sslContext(TlsMaterial material) {
		try {
			return SslContextBuilder.forClient()
				.sslProvider(SslProvider.JDK)
				.protocols(this.security.protocols())
				.keyManager(material.keyManager())
				.trustManager(material.trustManager())
				.build();
		}
		catch (SSLException ex) {
			throw new IllegalArgumentException("TLS can't be set up: " + ex.getMessage(), ex);
		}
	}

	private record Generation(HttpClient client, ConnectionProvider pool, String fingerprint) {
	}

}
