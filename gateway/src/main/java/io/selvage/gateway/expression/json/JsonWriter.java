package io.selvage.gateway.expression.json;

import java.math.BigDecimal;
import java.util.Base64;

import io.selvage.gateway.expression.net.Uri;
import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeKind;
import io.selvage.gateway.expression.time.DateTimeOffset;
import io.selvage.gateway.expression.types.EnumValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes tokens as Json.NET writes them: layout, numbers, dates and escapes.
 */
final class JsonWriter {

	private static final char[] HEX = "0123456789abcdef".toCharArray();

	private final StringBuilder text;

	private final boolean indented;

	private JsonWriter(StringBuilder text, Formatting formatting) {
		this.text = text;
		this.indented = formatting == Formatting.INDENTED;
	}

	static String write(JToken token, Formatting formatting) {
		StringBuilder text = new StringBuilder();
		new JsonWriter(text, formatting).token(token, 0);
		return text.toString();
	}

	private void token(JToken token, int depth) {
		JToken.checkDepth(depth);
		if (token instanceof JObject object) {
			container(object, '{', '}', depth);
		}
		else if (token instanceof JArray array) {
			container(array, '[', ']', depth);
		}
		else if (token instanceof JProperty property) {
			string(this.text, property.name());
			this.text.append(this.indented ? ": " : ":");
			token(property.value(), depth);
		}
		else if (token instanceof JConstructor constructor) {
			this.text.append("new ").append(constructor.name());
			container(constructor, '(', ')', depth);
		}
		else {
			value((JValue) token);
		}
	}

	private void container(JContainer container, char open, char close, int depth) {
		this.text.append(open);
		int count = container.count();
		for (int i = 0; i < count; i++) {
			if (i > 0) {
				this.text.append(',');
			}
			newLine(depth + 1);
			token(container.item(i), depth + 1);
		}
		if (count > 0) {
			newLine(depth);
		}
		this.text.append(close);
	}

	private void newLine(int depth) {
		if (this.indented) {
			this.text.append('\n');
			for (int i = 0; i < depth; i++) {
				this.text.append("  ");
			}
		}
	}

	private void value(JValue token) {
		Object value = token.value();
		switch (token.type()) {
			case COMMENT -> this.text.append("/*").append(value).append("*/");
			case RAW -> this.text.append((value != null) ? value : "");
			case UNDEFINED -> this.text.append("undefined");
			default -> scalar(value);
		}
	}

	private void scalar(@Nullable Object value) {
		if (value == null) {
			this.text.append("null");
		}
		else if (value instanceof String string) {
			string(this.text, string);
		}
		else if (value instanceof Boolean flag) {
			this.text.append(flag ? "true" : "false");
		}
		else if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
			this.text.append(floating(value));
		}
		else if (value instanceof EnumValue constant) {
			this.text.append(constant.value());
		}
		else if (value instanceof DateTime date) {
			this.text.append('"').append(date(date)).append(zone(date)).append('"');
		}
		else if (value instanceof DateTimeOffset date) {
			this.text.append('"').append(date(date.dateTime())).append(date.format("zzz")).append('"');
		}
		else if (value instanceof byte[] bytes) {
			this.text.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
		}
		else if (value instanceof Uri uri) {
			string(this.text, uri.originalString());
		}
		else if (isIntegral(value)) {
			this.text.append(NetFormat.toString(value, null));
		}
		else {
			string(this.text, NetFormat.toString(value, null));
		}
	}

	private static boolean isIntegral(Object value) {
		return JsonContent.typeOf(value) == JTokenType.INTEGER;
	}

	/** A number with a fraction always shows that it has one. */
	static String floating(Object value) {
		String number = NetFormat.toString(value, (value instanceof BigDecimal) ? null : "R");
		char last = number.charAt(number.length() - 1);
		if (last < '0' || last > '9') {
			return "\"" + number + "\"";
		}
		boolean plain = number.indexOf('.') < 0 && number.indexOf('E') < 0;
		return plain ? number + ".0" : number;
	}

	private static String date(DateTime date) {
		return date.format("yyyy-MM-ddTHH:mm:ss.FFFFFFF");
	}

	private static String zone(DateTime date) {
		if (date.kind() == DateTimeKind.UTC) {
			return "Z";
		}
		return (date.kind() == DateTimeKind.LOCAL) ? "+00:00" : "";
	}

	static void string(StringBuilder text, String value) {
		text.append('"');
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
				case '"' -> text.append("\\\"");
				case '\\' -> text.append("\\\\");
				case '\b' -> text.append("\\b");
				case '\f' -> text.append("\\f");
				case '\n' -> text.append("\\n");
				case '\r' -> text.append("\\r");
				case '\t' -> text.append("\\t");
				default -> {
					if (c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
						text.append("\\u")
							.append(HEX[c >> 12])
							.append(HEX[(c >> 8) & 15])
							.append(HEX[(c >> 4) & 15])
							.append(HEX[c & 15]);
					}
					else {
						text.append(c);
					}
				}
			}
		}
		text.append('"');
	}

}
