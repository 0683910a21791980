package io.selvage.gateway.policy.liquid;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.selvage.gateway.expression.text.NetRegex;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Filters that make text of text.
 */
final class TextFilters {

	private static final int TRUNCATE_LENGTH = 50;

	private static final int TRUNCATE_WORDS = 15;

	private static final String ELLIPSIS = "...";

	private TextFilters() {
	}

	static void addTo(Map<String, Filter> filters) {
		filters.put("Append", (input, arguments) -> LiquidValue.text(input) + arguments.text(0, ""));
		filters.put("Prepend", (input, arguments) -> arguments.text(0, "") + LiquidValue.text(input));
		filters.put("Capitalize", plain(TextFilters::capitalize));
		filters.put("Downcase", plain((text) -> text.toLowerCase(Locale.ROOT)));
		filters.put("Upcase", plain((text) -> text.toUpperCase(Locale.ROOT)));
		filters.put("Escape", plain(TextFilters::escape));
		filters.put("H", plain(TextFilters::escape));
		filters.put("Lstrip", plain(String::stripLeading));
		filters.put("Rstrip", plain(String::stripTrailing));
		filters.put("Strip", plain(String::strip));
		filters.put("StripHtml",
				plain((text) -> regex(regex(text, "(?s)<script.*?</script>|<!--.*?-->|<style.*?</style>", "", -1),
						"(?s)<.*?>", "", -1)));
		filters.put("StripNewlines", plain((text) -> text.replace("\r", "").replace("\n", "")));
		filters.put("NewlineToBr", plain((text) -> text.replace("\r\n", "\n").replace("\n", "<br />\n")));
		filters.put("UrlEncode", plain((text) -> URLEncoder.encode(text, StandardCharsets.UTF_8)));
		filters.put("UrlDecode", plain(TextFilters::urlDecode));
		filters.put("Remove", (input, arguments) -> LiquidValue.text(input).replace(arguments.text(0, "\0"), ""));
		filters.put("RemoveFirst", (input, arguments) -> removeFirst(LiquidValue.text(input), arguments.text(0, "")));
		filters.put("Replace",
				(input, arguments) -> regex(LiquidValue.text(input), arguments.text(0, ""), arguments.text(1, ""), -1));
		filters.put("ReplaceFirst",
				(input, arguments) -> regex(LiquidValue.text(input), arguments.text(0, ""), arguments.text(1, ""), 1));
		filters.put("Slice",
				(input, arguments) -> slice(LiquidValue.text(input), arguments.whole(0, 0), arguments.whole(1, 1)));
		filters.put("Truncate", (input, arguments) -> truncate(LiquidValue.text(input),
				arguments.whole(0, TRUNCATE_LENGTH), arguments.text(1, ELLIPSIS)));
		filters.put("TruncateWords", (input, arguments) -> truncateWords(LiquidValue.text(input),
				arguments.whole(0, TRUNCATE_WORDS), arguments.text(1, ELLIPSIS)));
		filters.put("Date", (input, arguments) -> date(input, arguments.text(0, "")));
		filters.put("Default", TextFilters::orDefault);
	}

	private static Filter plain(UnaryOperator<String> change) {
		return (input, arguments) -> (input != null) ? change.apply(LiquidValue.text(input)) : null;
	}

	private static @Nullable Object orDefault(@Nullable Object input, Arguments arguments) {
		boolean blank = input == null || LiquidValue.text(input).isBlank() || Boolean.FALSE.equals(input);
		return blank ? arguments.get(0) : input;
	}

	/** DotLiquid makes the first letter of every word upper case. */
	private static String capitalize(String text) {
		StringBuilder result = new StringBuilder(text.length());
		boolean first = true;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			result.append(first ? Character.toTitleCase(c) : c);
			first = Character.isWhitespace(c);
		}
		return result.toString();
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;")
			.replace("'", "&#39;");
	}

	private static String urlDecode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException malformed) {
			return text;
		}
	}

	private static String removeFirst(String text, String part) {
		int at = part.isEmpty() ? -1 : text.indexOf(part);
		return (at < 0) ? text : text.substring(0, at) + text.substring(at + part.length());
	}

	private static String regex(String text, String pattern, String replacement, int count) {
		if (pattern.isEmpty()) {
			return text;
		}
		try {
			return NetRegex.compile(pattern, 0).replace(text, replacement, count, 0, null);
		}
		catch (ClrException notARegex) {
			return text.replace(pattern, replacement);
		}
	}

	private static String slice(String text, int start, int length) {
		int from = (start < 0) ? start + text.length() : start;
		if (from < 0 || from >= text.length() || length <= 0) {
			return "";
		}
		return text.substring(from, (int) Math.min(text.length(), (long) from + length));
	}

	private static String truncate(String text, int length, String ending) {
		if (text.length() <= length) {
			return text;
		}
		return text.substring(0, Math.max(0, Math.min(text.length(), length - ending.length()))) + ending;
	}

	private static String truncateWords(String text, int words, String ending) {
		String[] all = text.strip().split("\\s+");
		int kept = Math.max(words, 0);
		if (all.length <= kept) {
			return text;
		}
		return String.join(" ", List.of(all).subList(0, kept)) + ending;
	}

	private static @Nullable Object date(@Nullable Object input, String format) {
		if (input == null) {
			return null;
		}
		try {
			String text = LiquidValue.text(input);
			DateTime date = (input instanceof DateTime already) ? already
					: (text.equalsIgnoreCase("now") || text.equalsIgnoreCase("today")) ? DateTime.now()
							: DateTime.parse(text);
			return format.isEmpty() ? date.toString() : date.format(format);
		}
		catch (ClrException noDate) {
			return input;
		}
	}

}
