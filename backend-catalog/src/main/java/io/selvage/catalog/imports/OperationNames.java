package io.selvage.catalog.imports;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Gives operations their resource names.
 */
final class OperationNames {

	private static final int MAX_LENGTH = 76;

	private final Map<String, String> known;

	private final Set<String> used = new HashSet<>();

	OperationNames(Map<String, String> known) {
		this.known = known;
	}

	/**
	 * The name of an operation: its normalised id or, without one, its method and
	 * template; a number makes it unique.
	 */
	String name(@Nullable String operationId, String method, String urlTemplate) {
		String base = normalise(
				(operationId != null && !operationId.isBlank()) ? operationId : method + "-" + urlTemplate);
		String name = this.known.getOrDefault(base, base.isEmpty() ? "operation" : base);
		String unique = name;
		for (int i = 1; !this.used.add(unique.toLowerCase(Locale.ROOT)); i++) {
			unique = name + "-" + i;
		}
		return unique;
	}

	/** Lower case, runs of anything but letters and digits become one dash. */
	static String normalise(String text) {
		StringBuilder name = new StringBuilder(text.length());
		text.toLowerCase(Locale.ROOT).codePoints().forEach((character) -> {
			if (Character.isLetterOrDigit(character)) {
				name.appendCodePoint(character);
			}
			else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
				name.append('-');
			}
		});
		name.setLength(Math.min(name.length(), MAX_LENGTH));
		while (!name.isEmpty() && name.charAt(name.length() - 1) == '-') {
			name.setLength(name.length() - 1);
		}
		return name.toString();
	}

}
