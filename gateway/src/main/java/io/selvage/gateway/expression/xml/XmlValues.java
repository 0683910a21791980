package io.selvage.gateway.expression.xml;

import java.time.Duration;

import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeOffset;
import io.selvage.gateway.expression.time.TimeSpan;
import io.selvage.gateway.expression.types.ClrException;

/**
 * How values are written in XML (System.Xml.XmlConvert).
 */
final class XmlValues {

	private XmlValues() {
	}

	static String toText(Object value) {
		if (value instanceof String text) {
			return text;
		}
		if (value instanceof Boolean flag) {
			return flag ? "true" : "false";
		}
		if (value instanceof Double number) {
			return floating(number, NetFormat.toString(number, "R"));
		}
		if (value instanceof Float number) {
			return floating(number, NetFormat.toString(number, "R"));
		}
		if (value instanceof DateTime date) {
			return date.format("yyyy-MM-ddTHH:mm:ss.FFFFFFFK");
		}
		if (value instanceof DateTimeOffset date) {
			String text = date.format("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz");
			return text.endsWith("+00:00") ? text.substring(0, text.length() - 6) + "Z" : text;
		}
		if (value instanceof TimeSpan span) {
			return duration(span);
		}
		if (value instanceof XObject) {
			throw ClrException.argument("An XObject cannot be used as a value.");
		}
		return NetFormat.toString(value, null);
	}

	private static String floating(double number, String text) {
		return Double.isInfinite(number) ? ((number > 0) ? "INF" : "-INF") : text;
	}

	/** Days are not part of what Java writes; .NET writes them. */
	private static String duration(TimeSpan span) {
		long ticks = Math.abs(span.ticks());
		long days = ticks / TimeSpan.TICKS_PER_DAY;
		Duration rest = Duration.ofNanos((ticks % TimeSpan.TICKS_PER_DAY) * 100);
		String time = rest.isZero() ? "" : rest.toString().substring(1);
		String text = "P" + ((days > 0) ? days + "D" : "") + ((days == 0 && time.isEmpty()) ? "T0S" : time);
		return (span.ticks() < 0) ? "-" + text : text;
	}

}
