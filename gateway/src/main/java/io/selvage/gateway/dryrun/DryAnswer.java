package io.selvage.gateway.dryrun;

import java.time.Duration;

import io.selvage.gateway.context.MessageHeaders;

/**
 * What stands in for a backend, or for whatever {@code send-request} calls.
 */
public sealed interface DryAnswer {

	/**
	 * An answer.
	 *
	 * @param status the status code
	 * @param reason the reason phrase, may be empty
	 * @param headers the header lines, not changed
	 * @param body the body, may be empty
	 * @param delay how long it would take; nobody waits, but a shorter timeout strikes
	 */
	record Response(int status, String reason, MessageHeaders headers, byte[] body,
			Duration delay) implements DryAnswer {
	}

	/**
	 * Nobody listens at the address.
	 */
	record Refused() implements DryAnswer {
	}

}
