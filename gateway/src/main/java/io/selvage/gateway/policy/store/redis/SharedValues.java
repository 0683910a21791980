package io.selvage.gateway.policy.store.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.expression.json.Formatting;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.jwt.Jwt;
import io.selvage.gateway.expression.jwt.JwtParser;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeKind;
import io.selvage.gateway.expression.time.TimeSpan;
import io.selvage.gateway.expression.xml.XDocument;
import io.selvage.gateway.expression.xml.XElement;
import io.selvage.gateway.policy.store.CachedResponse;
import org.jspecify.annotations.Nullable;

/**
 * Cached values as bytes: a letter for the type, then the value. What another gateway
 * reads has the type it was kept with. Bytes that cannot be read, for example of a later
 * version, count as a miss.
 */
final class SharedValues {

	private SharedValues() {
	}

	/**
	 * Writes a value.
	 * @param value the value
	 * @return its bytes
	 * @throws IllegalArgumentException if values of its type cannot be shared
	 */
	static byte[] encode(Object value) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			write(value, new DataOutputStream(bytes));
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
		return bytes.toByteArray();
	}

	private static void write(Object value, DataOutputStream out) throws IOException {
		if (value instanceof String text) {
			tagged(out, 's', text);
		}
		else if (value instanceof byte[] content) {
			out.writeByte('x');
			bytes(out, content);
		}
		else if (value instanceof CachedResponse response) {
			out.writeByte('r');
			response(response, out);
		}
		else if (value instanceof JToken json) {
			tagged(out, 'j', json.toString(Formatting.NONE));
		}
		else if (value instanceof Boolean flag) {
			out.writeByte('b');
			out.writeBoolean(flag);
		}
		else if (value instanceof Integer number) {
			out.writeByte('i');
			out.writeInt(number);
		}
		else if (value instanceof Long number) {
			out.writeByte('l');
			out.writeLong(number);
		}
		else if (value instanceof Double number) {
			out.writeByte('d');
			out.writeDouble(number);
		}
		else {
			writeRare(value, out);
		}
	}

	private static void writeRare(Object value, DataOutputStream out) throws IOException {
		if (value instanceof Float number) {
			out.writeByte('f');
			out.writeFloat(number);
		}
		else if (value instanceof BigDecimal number) {
			tagged(out, 'm', number.toString());
		}
		else if (value instanceof Character letter) {
			tagged(out, 'c', letter.toString());
		}
		else if (value instanceof UUID id) {
			tagged(out, 'g', id.toString());
		}
		else if (value instanceof DateTime date) {
			out.writeByte('t');
			out.writeLong(date.ticks());
			out.writeUTF(date.kind().name());
		}
		else if (value instanceof TimeSpan span) {
			out.writeByte('p');
			out.writeLong(span.ticks());
		}
		else if (value instanceof Jwt token) {
			tagged(out, 'w', token.text());
		}
		else if (value instanceof XDocument document) {
			tagged(out, 'D', document.toString());
		}
		else if (value instanceof XElement element) {
			tagged(out, 'E', element.toString());
		}
		else if (value instanceof GatewayResponse response && content(response) != null) {
			out.writeByte('R');
			out.writeInt(response.statusCode());
			out.writeUTF(response.reason());
			lines(response.headers(), out);
			bytes(out, content(response));
		}
		else {
			throw new IllegalArgumentException(
					"A value of the type " + value.getClass().getSimpleName() + " cannot be kept in the shared cache.");
		}
	}

	private static byte @Nullable [] content(GatewayResponse response) {
		MessageBody body = response.body();
		return (body != null) ? body.bytes() : new byte[0];
	}

	private static void response(CachedResponse response, DataOutputStream out) throws IOException {
		out.writeInt(response.statusCode());
		out.writeUTF(response.reason());
		lines(response.headers(), out);
		bytes(out, response.body());
		out.writeInt(response.vary().size());
		for (Map.Entry<String, String> line : response.vary().entrySet()) {
			text(out, line.getKey());
			text(out, line.getValue());
		}
		out.writeLong(response.storedSeconds());
	}

	private static void lines(MessageHeaders headers, DataOutputStream out) throws IOException {
		ListHeaders copy = ListHeaders.copyOf(headers);
		out.writeInt(copy.size());
		copy.forEach((name, line) -> {
			try {
				text(out, name);
				text(out, line);
			}
			catch (IOException impossible) {
				throw new UncheckedIOException(impossible);
			}
		});
	}

	private static void tagged(DataOutputStream out, char tag, String text) throws IOException {
		out.writeByte(tag);
		text(out, text);
	}

	private static void text(DataOutputStream out, String text) throws IOException {
		bytes(out, text.getBytes(StandardCharsets.UTF_8));
	}

	private static void bytes(DataOutputStream out, byte @Nullable [] content) throws IOException {
		byte[] known = (content != null) ? content : new byte[0];
		out.writeInt(known.length);
		out.write(known);
	}

	/**
	 * Reads a value.
	 * @param bytes its bytes
	 * @return the value; null if they are none
	 */
	static @Nullable Object decode(byte[] bytes) {
		try {
			return read(new DataInputStream(new ByteArrayInputStream(bytes)));
		}
		catch (IOException | RuntimeException unreadable) {
			return null;
		}
	}

	private static @Nullable Object read(DataInputStream in) throws IOException {
		return switch (in.readByte()) {
			case 's' -> text(in);
			case 'x' -> bytes(in);
			case 'r' -> new CachedResponse(in.readInt(), in.readUTF(), lines(in), bytes(in), vary(in), in.readLong());
			case 'j' -> JToken.parse(text(in));
			case 'b' -> in.readBoolean();
			case 'i' -> in.readInt();
			case 'l' -> in.readLong();
			case 'd' -> in.readDouble();
			case 'f' -> in.readFloat();
			case 'm' -> new BigDecimal(text(in));
			case 'c' -> text(in).charAt(0);
			case 'g' -> UUID.fromString(text(in));
			case 't' -> new DateTime(in.readLong(), DateTimeKind.valueOf(in.readUTF()));
			case 'p' -> new TimeSpan(in.readLong());
			case 'w' -> JwtParser.parse(text(in));
			case 'D' -> XDocument.parse(text(in), true);
			case 'E' -> XElement.parse(text(in), true);
			case 'R' -> new GatewayResponse(in.readInt(), in.readUTF(), lines(in), MessageBody.of(bytes(in)));
			default -> null;
		};
	}

	private static ListHeaders lines(DataInputStream in) throws IOException {
		ListHeaders lines = new ListHeaders();
		for (int left = in.readInt(); left > 0; left--) {
			lines.add(text(in), text(in));
		}
		return lines;
	}

	private static Map<String, String> vary(DataInputStream in) throws IOException {
		Map<String, String> vary = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (int left = in.readInt(); left > 0; left--) {
			vary.put(text(in), text(in));
		}
		return vary;
	}

	private static String text(DataInputStream in) throws IOException {
		return new String(bytes(in), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length < 0 || length > in.available()) {
			throw new IOException("The value ends too early");
		}
		return in.readNBytes(length);
	}

}
