package io.selvage.gateway.expression.jwt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.json.Formatting;
import io.selvage.gateway.expression.json.JArray;
import io.selvage.gateway.expression.json.JObject;
import io.selvage.gateway.expression.json.JProperty;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.json.JValue;
import io.selvage.gateway.expression.json.JTokenType;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeKind;
import io.selvage.gateway.expression.time.DateTimeOffset;
import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens in JWS compact form (RFC 7515 section 3.1), with or without the scheme
 * {@code Bearer} before them.
 */
public final class JwtParser {

	private static final String SCHEME = "Bearer ";

	private JwtParser() {
	}

	/**
	 * Reads a token.
	 * @param text the token or the value of an Authorization header
	 * @return null if it is none
	 */
	public static @Nullable Jwt parse(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String token = text.strip();
		if (token.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			token = token.substring(SCHEME.length()).strip();
		}
		String[] parts = token.split("\\.", -1);
		if (parts.length != 3) {
			return null;
		}
		JObject header = part(parts[0]);
		JObject claims = part(parts[1]);
		return (header == null || claims == null) ? null : new Jwt(token, values(header), values(claims));
	}

	private static @Nullable JObject part(String encoded) {
		try {
			String json = new String(Base64.getUrlDecoder().decode(encoded.replace("=", "")), StandardCharsets.UTF_8);
			return (JToken.parseWithoutDates(json) instanceof JObject object) ? object : null;
		}
		catch (IllegalArgumentException | ClrException ex) {
			return null;
		}
	}

	/** An array gives several values; an object is one value, its JSON. */
	private static Map<String, List<String>> values(JObject object) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (JProperty property : object.properties()) {
			List<String> texts = new ArrayList<>();
			if (property.value() instanceof JArray array) {
				array.children().forEach((item) -> texts.add(text(item)));
			}
			else {
				texts.add(text(property.value()));
			}
			values.put(property.name(), List.copyOf(texts));
		}
		return values;
	}

	private static String text(JToken token) {
		if (token instanceof JValue value && (value.type() == JTokenType.STRING || value.type() == JTokenType.NULL)) {
			return value.toString();
		}
		return token.toString(Formatting.NONE);
	}

	/** Seconds since 1970 (RFC 7519 section 2, NumericDate). */
	static @Nullable DateTime date(@Nullable String seconds) {
		if (seconds == null) {
			return null;
		}
		try {
			return DateTimeOffset.fromUnixTimeMilliseconds(Math.round(Double.parseDouble(seconds) * 1000))
				.dateTime()
				.withKind(DateTimeKind.UTC);
		}
		catch (NumberFormatException | ClrException ex) {
			return null;
		}
	}

}
