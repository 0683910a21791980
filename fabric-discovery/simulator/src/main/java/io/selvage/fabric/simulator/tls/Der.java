package io.selvage.fabric.simulator.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The handful of DER encodings (ITU-T X.690) that a certificate needs.
 */
final class Der {

	private static final DateTimeFormatter GENERALIZED_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final Instant FIRST_GENERALIZED = Instant.parse("2050-01-01T00:00:00Z");

	private Der() {
	}

	static byte[] sequence(byte[]... parts) {
		return tagged(0x30, concat(parts));
	}

	static byte[] set(byte[]... parts) {
		return tagged(0x31, concat(parts));
	}

	static byte[] integer(BigInteger value) {
		return tagged(0x02, value.toByteArray());
	}

	static byte[] bool(boolean value) {
		return tagged(0x01, new byte[] { (byte) (value ? 0xff : 0) });
	}

	static byte[] octets(byte[] value) {
		return tagged(0x04, value);
	}

	/**
	 * A bit string; {@code unused} bits at its end don't count.
	 */
	static byte[] bits(int unused, byte... value) {
		return tagged(0x03, concat(new byte[] { (byte) unused }, value));
	}

	static byte[] utf8(String text) {
		return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A date: two-digit years before 2050, four-digit ones from there on (RFC 5280
	 * §4.1.2.5).
	 */
	static byte[] time(Instant instant) {
		return instant.isBefore(FIRST_GENERALIZED)
				? tagged(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII))
				: tagged(0x18, GENERALIZED_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
	}

	static byte[] oid(String dotted) {
		String[] arcs = dotted.split("\\.");
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
		for (int i = 2; i < arcs.length; i++) {
			int arc = Integer.parseInt(arcs[i]);
			for (int shift = 28; shift > 0; shift -= 7) {
				if (arc >> shift != 0) {
					bytes.write((arc >> shift & 0x7f) | 0x80);
				}
			}
			bytes.write(arc & 0x7f);
		}
		return tagged(0x06, bytes.toByteArray());
	}

	static byte[] tagged(int tag, byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + 5);
		bytes.write(tag);
		if (content.length < 0x80) {
			bytes.write(content.length);
		}
		else {
			byte[] length = BigInteger.valueOf(content.length).toByteArray();
			int from = (length[0] == 0) ? 1 : 0;
			bytes.write(0x80 | length.length - from);
			bytes.write(length, from, length.length - from);
		}
		bytes.writeBytes(content);
		return bytes.toByteArray();
	}

	static byte[] concat(byte[]... parts) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			bytes.writeBytes(part);
		}
		return bytes.toByteArray();
	}

}
