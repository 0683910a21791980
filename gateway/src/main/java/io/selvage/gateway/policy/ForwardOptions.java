package io.selvage.gateway.policy;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of {@code forward-request}, evaluated.
 *
 * @param timeout until the status and headers of the answer are there; 300 s by default
 * @param continueTimeout how long the backend may take to say {@code 100 Continue} before
 * the body is sent; null: the body is sent without being asked for
 * @param httpVersion which HTTP version the backend is spoken to in
 * @param followRedirects whether redirects of the backend are followed
 * @param bufferRequestBody whether the body is kept so that it can be sent again
 * @param bufferResponse whether the chunks of an answer are collected to 8 KiB before
 * they are passed on; if not, each is passed on when it comes
 * @param failOnErrorStatusCode whether 400 to 599 is an error that leads to on-error
 */
public record ForwardOptions(Duration timeout, @Nullable Duration continueTimeout, HttpVersion httpVersion,
		boolean followRedirects, boolean bufferRequestBody, boolean bufferResponse, boolean failOnErrorStatusCode) {

	/**
	 * What holds where nothing is said: as documented, except that chunks are not held
	 * back.
	 */
	public static final ForwardOptions DEFAULT = new ForwardOptions(Duration.ofSeconds(300), null,
			HttpVersion.AS_NEEDED, false, false, false, false);

	/**
	 * Returns the options with another timeout.
	 * @param shorter what is left of the timeout
	 * @return the same otherwise
	 */
	public ForwardOptions within(Duration shorter) {
		return new ForwardOptions(shorter, this.continueTimeout, this.httpVersion, this.followRedirects,
				this.bufferRequestBody, this.bufferResponse, this.failOnErrorStatusCode);
	}

	/**
	 * The values of {@code http-version}.
	 */
	public enum HttpVersion {

		/** Not given: HTTP/2 for gRPC, which is made of it, else HTTP/1.1. */
		AS_NEEDED,

		/** {@code 1}. */
		HTTP_1,
		/** {@code 2or1}: HTTP/2 if the backend offers it. */
		HTTP_2_OR_1,
		/** {@code 2}. */
		HTTP_2

	}

}
