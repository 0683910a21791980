package io.selvage.gateway.policy;

import java.time.Duration;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.ListHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A statement or built-in step failed: control goes to on-error. Without a stack trace,
 * because it is an outcome and not a defect.
 */
public final class PolicyException extends RuntimeException {

	private final LastError error;

	private final int status;

	private final @Nullable String reasonPhrase;

	private final @Nullable Duration retryAfter;

	private final @Nullable String clientMessage;

	/**
	 * Creates the exception.
	 * @param error what {@code context.LastError} will be
	 * @param status the status of the answer if no policy makes another
	 * @param cause the cause, or null
	 */
	public PolicyException(LastError error, int status, @Nullable Throwable cause) {
		this(error, status, cause, null, null, null);
	}

	private PolicyException(LastError error, int status, @Nullable Throwable cause, @Nullable String reasonPhrase,
			@Nullable Duration retryAfter, @Nullable String clientMessage) {
		super(error.message(), cause, false, false);
		this.error = error;
		this.status = status;
		this.reasonPhrase = reasonPhrase;
		this.retryAfter = retryAfter;
		this.clientMessage = clientMessage;
	}

	/**
	 * Returns this failure with another message for the client.
	 * @param message what the answer says instead of the message of the error
	 * @return the failure
	 */
	public PolicyException saying(String message) {
		return new PolicyException(this.error, this.status, getCause(), this.reasonPhrase, this.retryAfter, message);
	}

	/**
	 * Returns this failure with more about its answer.
	 * @param reasonPhrase the reason phrase; null: the standard one of the status
	 * @param retryAfter what {@code Retry-After} tells the client; null: no such header
	 * @return the failure
	 */
	public PolicyException answering(@Nullable String reasonPhrase, @Nullable Duration retryAfter) {
		return new PolicyException(this.error, this.status, getCause(), reasonPhrase, retryAfter, this.clientMessage);
	}

	/**
	 * Returns this failure with another error, for example one that says where it was.
	 * @param located what {@code context.LastError} will be
	 * @return the failure
	 */
	public PolicyException at(LastError located) {
		return new PolicyException(located, this.status, getCause(), this.reasonPhrase, this.retryAfter,
				this.clientMessage);
	}

	/**
	 * Returns what the client is told.
	 * @return null for the message of the error, if clients may see it
	 */
	public @Nullable String clientMessage() {
		return this.clientMessage;
	}

	public LastError error() {
		return this.error;
	}

	public int status() {
		return this.status;
	}

	/**
	 * Returns the reason phrase of the answer.
	 * @return null for the standard phrase of the status
	 */
	public @Nullable String reasonPhrase() {
		return this.reasonPhrase;
	}

	/**
	 * Returns when the client may try again.
	 * @return null if nothing is known
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * Makes the response that conditions see while this failure is pending: its status
	 * and reason phrase, so that they can tell an overloaded pool from a lost connection.
	 * @return a response nobody else holds
	 */
	public GatewayResponse provisionalResponse() {
		HttpStatus known = HttpStatus.resolve(this.status);
		String phrase = (this.reasonPhrase != null) ? this.reasonPhrase
				: (known != null) ? known.getReasonPhrase() : "";
		ListHeaders headers = new ListHeaders();
		if (this.retryAfter != null) {
			headers.add("Retry-After", Long.toString(Math.max(1, this.retryAfter.toSeconds())));
		}
		return new GatewayResponse(this.status, phrase, headers, null);
	}

}
