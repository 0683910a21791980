package io.selvage.gateway.redaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Masks secrets wherever they stand in a text: as they are, percent-encoded, in
 * hexadecimal and in Base64, also in the middle of something else that is in Base64. For
 * what is written rarely, such as traces and failures: a text is walked once, however
 * many secrets there are.
 */
public final class Redaction {

	/** Hides nothing. */
	public static final Redaction NONE = new Redaction(List.of());

	/** What stands in the place of a secret. */
	public static final String MASK = "***";

	/** Shorter ones would black out ordinary text. */
	private static final int SHORTEST = 6;

	/** The forms of all secrets by their first characters, the longest first. */
	private final Map<String, List<String>> byBeginning = new HashMap<>();

	/**
	 * Creates a redaction.
	 * @param secrets the secrets in clear; those shorter than six characters are left
	 * alone
	 */
	public Redaction(Collection<String> secrets) {
		for (String secret : secrets) {
			if (secret.length() >= SHORTEST) {
				forms(secret).forEach((form) -> this.byBeginning
					.computeIfAbsent(form.substring(0, SHORTEST), (beginning) -> new ArrayList<>())
					.add(form));
			}
		}
		this.byBeginning.values().forEach((forms) -> forms.sort(Comparator.comparingInt(String::length).reversed()));
	}

	private static Set<String> forms(String secret) {
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		Set<String> forms = new LinkedHashSet<>();
		forms.add(secret);
		String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
		forms.add(encoded);
		forms.add(encoded.replace("+", "%20"));
		forms.add(HexFormat.of().formatHex(bytes));
		forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
		for (int before = 0; before < 3; before++) {
			forms.add(inBase64(bytes, before));
			forms.add(inBase64(bytes, before).replace('+', '-').replace('/', '_'));
		}
		forms.removeIf((form) -> form.length() < SHORTEST);
		return forms;
	}

	/** The characters that stand for these bytes alone, behind so many others. */
	private static String inBase64(byte[] bytes, int before) {
		byte[] shifted = new byte[before + bytes.length];
		System.arraycopy(bytes, 0, shifted, before, bytes.length);
		String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
		int first = (before * 8 + 5) / 6;
		int last = shifted.length * 8 / 6;
		return text.substring(first, last);
	}

	/**
	 * Masks the secrets in a text.
	 * @param text the text
	 * @return the text with three asterisks for each
	 */
	public String mask(String text) {
		if (this.byBeginning.isEmpty() || text.length() < SHORTEST) {
			return text;
		}
		StringBuilder masked = null;
		int copied = 0;
		int at = 0;
		while (at <= text.length() - SHORTEST) {
			int end = secretAt(text, at);
			if (end < 0) {
				at++;
				continue;
			}
			masked = (masked != null) ? masked : new StringBuilder(text.length());
			masked.append(text, copied, at).append(MASK);
			copied = end;
			at = end;
		}
		return (masked == null) ? text : masked.append(text, copied, text.length()).toString();
	}

	private int secretAt(String text, int at) {
		List<String> forms = this.byBeginning.get(text.substring(at, at + SHORTEST));
		if (forms != null) {
			for (String form : forms) {
				if (text.startsWith(form, at)) {
					return at + form.length();
				}
			}
		}
		return -1;
	}

	/**
	 * Masks the secrets in the texts of maps and lists.
	 * @param data a text, map, list or anything else
	 * @return the same without secrets
	 */
	public @Nullable Object maskData(@Nullable Object data) {
		if (data instanceof String text) {
			return mask(text);
		}
		if (data instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> masked = new LinkedHashMap<>();
			map.forEach((key, value) -> masked.put(mask(String.valueOf(key)), maskData(value)));
			return masked;
		}
		if (data instanceof List<?> list) {
			List<@Nullable Object> masked = new ArrayList<>(list.size());
			list.forEach((value) -> masked.add(maskData(value)));
			return masked;
		}
		return data;
	}

}
