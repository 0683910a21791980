package io.selvage.benchmarks.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints samples in milliseconds the same way everywhere.
 */
final class Figures {

	private Figures() {
	}

	static String of(List<Double> millis) {
		if (millis.isEmpty()) {
			return "no samples";
		}
		double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
		Arrays.sort(sorted);
		return String.format(Locale.ROOT, "n=%d median=%.1f ms p95=%.1f ms max=%.1f ms", sorted.length,
				sorted[sorted.length / 2], sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * 0.95))],
				sorted[sorted.length - 1]);
	}

	/** Reads {@code --name=value} among the arguments. */
	static String option(String[] arguments, String name, String otherwise) {
		String prefix = "--" + name + "=";
		return Arrays.stream(arguments)
			.filter((argument) -> argument.startsWith(prefix))
			.map((argument) -> argument.substring(prefix.length()))
			.findFirst()
			.orElse(otherwise);
	}

}
