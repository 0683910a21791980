package io.selvage.gateway.expression.context;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A body and the headers that say how its bytes are to be read: {@code IMessageBody}.
 *
 * @param body the body
 * @param headers the headers of its message
 */
record BodyView(MessageBody body, MessageHeaders headers) {

	static @Nullable BodyView of(@Nullable MessageBody body, MessageHeaders headers) {
		return (body == null) ? null : new BodyView(body, headers);
	}

	/** The bytes, or null if they were read away before. */
	byte @Nullable [] read(boolean preserve, Evaluation evaluation) {
		if (this.body.consumed()) {
			return null;
		}
		byte[] bytes = this.body.bytes();
		if (bytes == null) {
			throw ClrException.invalidOperation("The body has not been read into memory.");
		}
		if (!preserve) {
			evaluation.weighInput();
			this.body.consume();
		}
		return bytes;
	}

	/** The bytes as text: byte order mark, charset of the content type, UTF-8. */
	String text(byte[] bytes) {
		if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
			return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
		}
		if (startsWith(bytes, 0xff, 0xfe)) {
			return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
		}
		if (startsWith(bytes, 0xfe, 0xff)) {
			return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
		}
		return new String(bytes, charset());
	}

	private static boolean startsWith(byte[] bytes, int... mark) {
		for (int i = 0; i < mark.length; i++) {
			if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
				return false;
			}
		}
		return true;
	}

	private Charset charset() {
		String type = this.headers.first("Content-Type");
		int at = (type == null) ? -1 : type.toLowerCase(Locale.ROOT).indexOf("charset=");
		if (type == null || at < 0) {
			return StandardCharsets.UTF_8;
		}
		String name = type.substring(at + 8).replace("\"", "");
		int end = name.indexOf(';');
		try {
			return Charset.forName(((end < 0) ? name : name.substring(0, end)).strip());
		}
		catch (IllegalArgumentException unknown) {
			return StandardCharsets.UTF_8;
		}
	}

}
