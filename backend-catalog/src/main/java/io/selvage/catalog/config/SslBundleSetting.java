package io.selvage.catalog.config;

import java.net.http.HttpClient;
import java.time.Duration;

import javax.net.ssl.SSLParameters;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/**
 * A setting that names a bundle of {@code spring.ssl.bundle}: the authorities that vouch
 * for a server this process calls, and the certificate it shows there, if any.
 *
 * @param property the name of the setting
 * @param bundle the name of the bundle; null: the authorities of Java, no certificate
 */
public record SslBundleSetting(String property, @Nullable String bundle) {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Finds the bundle.
	 * @param bundles the bundles there are
	 * @return the bundle; null if none is named
	 * @throws IllegalArgumentException if there is none of that name, or if what it
	 * refers to cannot be read
	 */
	public @Nullable SslBundle find(ObjectProvider<SslBundles> bundles) {
		if (this.bundle == null) {
			return null;
		}
		SslBundles all = bundles.getIfAvailable();
		if (all == null) {
			throw missing(null);
		}
		try {
			SslBundle found = all.getBundle(this.bundle);
			found.createSslContext(); // what cannot be read is told now, not at a call
			return found;
		}
		catch (NoSuchSslBundleException unknown) {
			throw missing(unknown);
		}
		catch (IllegalStateException unreadable) {
			throw new IllegalArgumentException(this.property + ": the bundle '" + this.bundle
					+ "' of spring.ssl.bundle cannot be used: " + unreadable.getMessage(), unreadable);
		}
	}

	private IllegalArgumentException missing(@Nullable Throwable cause) {
		return new IllegalArgumentException(this.property + ": there is no '" + this.bundle + "' in spring.ssl.bundle",
				cause);
	}

	/**
	 * Begins a client that follows no redirection, because what it sends is meant for one
	 * server, and uses the proxy of the JVM ({@code https.proxyHost}).
	 * @param bundles the bundles there are
	 * @return the client's builder
	 * @throws IllegalArgumentException as {@link #find} does
	 */
	public HttpClient.Builder client(ObjectProvider<SslBundles> bundles) {
		// An offer of h2c in the clear confuses old servers.
		HttpClient.Builder client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(CONNECT_TIMEOUT);
		SslBundle found = find(bundles);
		if (found != null) {
			SslOptions options = found.getOptions();
			client.sslContext(found.createSslContext())
				.sslParameters(new SSLParameters(options.getCiphers(), options.getEnabledProtocols()));
		}
		return client;
	}

}
