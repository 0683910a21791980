package io.selvage.gateway.policy;

import java.security.KeyStore;
import java.time.Duration;

import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.context.MessageUrl;
import org.jspecify.annotations.Nullable;

/**
 * A call a policy makes.
 *
 * @param method the method
 * @param url where to
 * @param headers the header lines; framing headers are added by whoever sends it
 * @param body the body, or null for none
 * @param options how to send it
 */
public record OutboundCall(String method, MessageUrl url, MessageHeaders headers, byte @Nullable [] body,
		Options options) {

	/**
	 * How a call is sent.
	 *
	 * @param timeout until the whole answer must be there
	 * @param maxBodyBytes the largest answer body accepted, in bytes
	 * @param computedUrl true if an expression made the URL: it is then checked against
	 * the addresses that may be called
	 * @param clientCertificate what the gateway identifies itself with, or null
	 * @param proxy the proxy to go through, or null
	 */
	public record Options(Duration timeout, int maxBodyBytes, boolean computedUrl,
			KeyStore.@Nullable PrivateKeyEntry clientCertificate, @Nullable ProxySettings proxy) {
	}

}
