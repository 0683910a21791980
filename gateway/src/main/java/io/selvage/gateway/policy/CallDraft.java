package io.selvage.gateway.policy;

import java.security.KeyStore;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.context.MessageUrl;
import org.jspecify.annotations.Nullable;

/**
 * The request of a {@code send-request} while its child elements put it together.
 * Confined to one request.
 */
public final class CallDraft {

	private final MessageHeaders headers;

	private String method;

	private @Nullable MessageUrl url;

	private byte @Nullable [] body;

	private KeyStore.@Nullable PrivateKeyEntry clientCertificate;

	private @Nullable ProxySettings proxy;

	private CallDraft(String method, MessageHeaders headers) {
		this.method = method;
		this.headers = headers;
	}

	/**
	 * Creates a draft of a request of its own ({@code mode="new"}).
	 * @return an empty GET request
	 */
	public static CallDraft empty() {
		return new CallDraft("GET", new ListHeaders());
	}

	/**
	 * Creates a draft that begins as a copy ({@code mode="copy"}).
	 * @param request the request that is processed
	 * @param body its body, or null for none
	 * @return the draft
	 */
	public static CallDraft copyOf(GatewayRequest request, byte @Nullable [] body) {
		MessageHeaders copy = ListHeaders.copyOf(request.headers());
		HeaderRules.PROTECTED.forEach(copy::remove);
		copy.remove("Host");
		CallDraft draft = new CallDraft(request.method(), copy);
		draft.url = request.url();
		draft.body = body;
		return draft;
	}

	public String method() {
		return this.method;
	}

	public void method(String method) {
		this.method = method;
	}

	public @Nullable MessageUrl url() {
		return this.url;
	}

	public void url(@Nullable MessageUrl url) {
		this.url = url;
	}

	public MessageHeaders headers() {
		return this.headers;
	}

	public byte @Nullable [] body() {
		return this.body;
	}

	public void body(byte @Nullable [] body) {
		this.body = body;
	}

	public KeyStore.@Nullable PrivateKeyEntry clientCertificate() {
		return this.clientCertificate;
	}

	public void clientCertificate(KeyStore.@Nullable PrivateKeyEntry certificate) {
		this.clientCertificate = certificate;
	}

	public @Nullable ProxySettings proxy() {
		return this.proxy;
	}

	public void proxy(@Nullable ProxySettings proxy) {
		this.proxy = proxy;
	}

}
