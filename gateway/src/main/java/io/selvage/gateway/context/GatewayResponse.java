package io.selvage.gateway.context;

import org.jspecify.annotations.Nullable;

/**
 * A response as policies see and change it: the one for the client
 * ({@code context.Response}) or the result of a {@code send-request}.
 */
public final class GatewayResponse {

	private final MessageHeaders headers;

	private int statusCode;

	private String reason;

	private @Nullable MessageBody body;

	/**
	 * Creates a response.
	 * @param statusCode the status code, 100 to 999
	 * @param reason the reason phrase, may be empty
	 * @param headers the header lines
	 * @param body the body, or null if there is none
	 */
	public GatewayResponse(int statusCode, String reason, MessageHeaders headers, @Nullable MessageBody body) {
		this.statusCode = statusCode;
		this.reason = reason;
		this.headers = headers;
		this.body = body;
	}

	public int statusCode() {
		return this.statusCode;
	}

	public String reason() {
		return this.reason;
	}

	public void status(int statusCode, String reason) {
		this.statusCode = statusCode;
		this.reason = reason;
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

}
