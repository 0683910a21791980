package io.selvage.gateway;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets that are easily found again, in whatever form they are shown.
 */
final class Canaries {

	/** Where a canary sits and what it says. Its signs look otherwise percent-encoded. */
	private final Map<String, String> byPlace = new LinkedHashMap<>();

	/** Makes the canary of a place, or finds it. */
	String at(String place) {
		return this.byPlace.computeIfAbsent(place,
				(key) -> "cnry+" + this.byPlace.size() + "/" + Integer.toHexString(key.hashCode()) + "=Zx~9q");
	}

	/** The canary of a place as a string of JSON. */
	String quoted(String place) {
		return TestGateway.quoted(at(place));
	}

	/** What a place says is as secret as a canary. */
	void put(String place, String secret) {
		this.byPlace.put(place, secret);
	}

	Set<String> places() {
		return this.byPlace.keySet();
	}

	/**
	 * Fails if a text shows a canary in a usual form, those of the allowed places aside.
	 */
	void assertClean(String where, String text, Set<String> allowed) {
		this.byPlace.forEach((place, canary) -> {
			if (!allowed.contains(place)) {
				for (String form : forms(canary)) {
					assertThat(text.contains(form)).as(() -> where + " shows " + place + " as " + form + ": "
							+ text.substring(Math.max(0, text.indexOf(form) - 200),
									Math.min(text.length(), text.indexOf(form) + 100)))
						.isFalse();
				}
			}
		});
	}

	private static Set<String> forms(String canary) {
		byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
		Set<String> forms = new LinkedHashSet<>();
		forms.add(canary);
		forms.add(URLEncoder.encode(canary, StandardCharsets.UTF_8));
		forms.add(HexFormat.of().formatHex(bytes));
		forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
		for (int before = 0; before < 3; before++) {
			byte[] shifted = new byte[before + bytes.length];
			System.arraycopy(bytes, 0, shifted, before, bytes.length);
			String text = Base64.getEncoder().encodeToString(shifted);
			// Without the characters that depend on what stands before and behind.
			forms.add(text.substring(4, text.length() - 4));
			forms.add(text.substring(4, text.length() - 4).replace('+', '-').replace('/', '_'));
		}
		return forms;
	}

}
