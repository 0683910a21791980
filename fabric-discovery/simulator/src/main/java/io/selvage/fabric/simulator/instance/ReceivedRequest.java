package io.selvage.fabric.simulator.instance;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A request as an instance received it. It is recorded as soon as its head is there; the
 * body follows when it has arrived whole.
 */
public final class ReceivedRequest {

	private final String listener;

	private final String method;

	private final String uri;

	private final HttpHeaders headers;

	private final @Nullable String clientThumbprint;

	private volatile @Nullable ReceivedBody body;

	ReceivedRequest(String listener, String method, String uri, HttpHeaders headers,
			@Nullable String clientThumbprint) {
		this.clientThumbprint = clientThumbprint;
		this.listener = listener;
		this.method = method;
		this.uri = uri;
		this.headers = headers;
	}

	public String listener() {
		return this.listener;
	}

	public String method() {
		return this.method;
	}

	/**
	 * Returns the request target as sent: path and query, still encoded.
	 * @return the request target
	 */
	public String uri() {
		return this.uri;
	}

	public Optional<String> header(String name) {
		return Optional.ofNullable(this.headers.get(name));
	}

	public List<Map.Entry<String, String>> headers() {
		return this.headers.entries();
	}

	/**
	 * Returns the SHA-1 thumbprint of the client certificate.
	 * @return upper-case hex; nothing on plain HTTP and if no certificate was sent that
	 * is valid now
	 */
	public Optional<String> clientThumbprint() {
		return Optional.ofNullable(this.clientThumbprint);
	}

	/**
	 * Returns the body, once it has been received to its end.
	 * @return the body; nothing if it was not, or not yet, read to its end
	 */
	public Optional<ReceivedBody> body() {
		return Optional.ofNullable(this.body);
	}

	void complete(ReceivedBody received) {
		this.body = received;
	}

	@Override
	public String toString() {
		return this.method + " " + this.uri + " on " + this.listener;
	}

}
