package io.selvage.gateway.policy.statement;

import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import org.jspecify.annotations.Nullable;

/**
 * How large the content of a message is, as far as that is known without reading it.
 */
final class MessageSize {

	private static final int LONGEST = 18;

	private MessageSize() {
	}

	/**
	 * Returns what a message says about its size.
	 * @return bytes; 0 if it does not say
	 */
	static long declared(MessageHeaders headers) {
		String length = headers.first("Content-Length");
		if (length == null || length.isEmpty() || length.length() > LONGEST
				|| !length.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return 0;
		}
		return Long.parseLong(length);
	}

	/**
	 * Returns the size of a message.
	 * @return bytes; 0 if it streams without a {@code Content-Length}
	 */
	static long of(MessageHeaders headers, @Nullable MessageBody body) {
		byte[] bytes = (body != null) ? body.bytes() : null;
		return (bytes != null) ? bytes.length : declared(headers);
	}

}
