package io.selvage.gateway.policy;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of {@code forward-request}, evaluated.
 *
 * @param timeout until the status and headers of the answer are there; 300 s by default
 * @param continueTimeout how long to wait for {@code 100 Continue}; null: not at all
 * @param httpVersion which HTTP version the backend is spoken to in
 * @param followRedirects whether redirects of the backend are followed
 * @param bufferRequestBody whether the body is kept so that it can be sent again
 * @param bufferResponse whether chunks are collected before they are passed on
 * @param failOnErrorStatusCode whether 400 to 599 is an error that leads to on-error
 */
public record ForwardOptions(Duration timeout, @Nullable Duration continueTimeout, HttpVersion httpVersion,
		boolean followRedirects, boolean bufferRequestBody, boolean bufferResponse, boolean failOnErrorStatusCode) {

	/** The documented defaults. */
	public static final ForwardOptions DEFAULT = new ForwardOptions(Duration.ofSeconds(300), null, HttpVersion.HTTP_1,
			false, false, true, false);

	/**
	 * The values of {@code http-version}.
	 */
	public enum HttpVersion {

		/** {@code 1}. */
		HTTP_1,
		/** {@code 2or1}: HTTP/2 if the backend offers it. */
		HTTP_2_OR_1,
		/** {@code 2}. */
		HTTP_2

	}

}
