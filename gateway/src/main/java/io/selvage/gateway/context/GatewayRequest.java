package io.selvage.gateway.context;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The request as policies see and change it ({@code context.Request}). What is set here
 * is what is forwarded. Confined to the event loop of its connection.
 */
public final class GatewayRequest {

	private final MessageUrl originalUrl;

	private final MessageHeaders headers;

	private final String ipAddress;

	private final String originalMethod;

	private String method;

	private MessageUrl url;

	private @Nullable MessageBody body;

	private Map<String, String> matchedParameters = Map.of();

	private @Nullable X509Certificate certificate;

	private String peerAddress;

	private boolean webSocket;

	private @Nullable Consumer<List<String>> earlyHints;

	private @Nullable Executor loop;

	/**
	 * Creates a request.
	 * @param method the method
	 * @param url the URL as the client sent it
	 * @param headers the header lines
	 * @param body the body, or null if there is none
	 * @param ipAddress the address of the client
	 */
	public GatewayRequest(String method, MessageUrl url, MessageHeaders headers, @Nullable MessageBody body,
			String ipAddress) {
		this.method = method;
		this.originalMethod = method;
		this.url = url;
		this.originalUrl = url;
		this.headers = headers;
		this.body = body;
		this.ipAddress = ipAddress;
		this.peerAddress = ipAddress;
	}

	public String method() {
		return this.method;
	}

	public String originalMethod() {
		return this.originalMethod;
	}

	public void method(String method) {
		this.method = method;
	}

	/**
	 * Returns the URL that will be called: the client's until a backend is set.
	 * @return the URL
	 */
	public MessageUrl url() {
		return this.url;
	}

	public void url(MessageUrl url) {
		this.url = url;
	}

	public MessageUrl originalUrl() {
		return this.originalUrl;
	}

	public MessageHeaders headers() {
		return this.headers;
	}

	public @Nullable MessageBody body() {
		return this.body;
	}

	public void body(@Nullable MessageBody body) {
		this.body = body;
	}

	public String ipAddress() {
		return this.ipAddress;
	}

	/**
	 * Returns the values of the parameters in the operation's URL template, decoded.
	 * @return by name
	 */
	public Map<String, String> matchedParameters() {
		return this.matchedParameters;
	}

	public void matchedParameters(Map<String, String> parameters) {
		this.matchedParameters = parameters;
	}

	/**
	 * Returns the certificate the client presented in its TLS handshake.
	 * @return the certificate, or null
	 */
	public @Nullable X509Certificate certificate() {
		return this.certificate;
	}

	public void certificate(@Nullable X509Certificate certificate) {
		this.certificate = certificate;
	}

	/**
	 * Returns the address at the other end of the connection: the client's, or that of a
	 * trusted proxy in front of the gateway.
	 * @return an IP address
	 */
	public String peerAddress() {
		return this.peerAddress;
	}

	public void peerAddress(String peerAddress) {
		this.peerAddress = peerAddress;
	}

	/**
	 * Returns the event loop the connection of the client is on.
	 * @return the loop, or null for a request that came over no connection
	 */
	public @Nullable Executor loop() {
		return this.loop;
	}

	public void loop(Executor loop) {
		this.loop = loop;
	}

	/**
	 * Tells whether the client asks for a WebSocket (RFC 6455 section 4.1): the backend
	 * is then asked for one, and both are joined when it agrees.
	 * @return true for an opening handshake
	 */
	public boolean webSocket() {
		return this.webSocket;
	}

	public void webSocket(boolean asked) {
		this.webSocket = asked;
	}

	/**
	 * Returns who is told of the {@code Link} fields of an Early Hints answer (RFC 8297)
	 * before the final one is there. May be called from any thread.
	 * @return null if the client is not to hear of them
	 */
	public @Nullable Consumer<List<String>> earlyHints() {
		return this.earlyHints;
	}

	public void earlyHints(Consumer<List<String>> listener) {
		this.earlyHints = listener;
	}

}
