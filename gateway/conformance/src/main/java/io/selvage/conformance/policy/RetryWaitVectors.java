package io.selvage.conformance.policy;

import java.time.Duration;

import io.selvage.gateway.retry.RetryWaits;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The waits of the {@code retry} policy.
 */
final class RetryWaitVectors {

	private static final double[] RANDOM = { 0, 0.5, 0.999_999 };

	private RetryWaitVectors() {
	}

	static @Nullable String check(JsonNode vector) {
		JsonNode retry = vector.get("retry");
		RetryWaits waits = new RetryWaits(Duration.ofSeconds(retry.path("interval").asInt(0)), seconds(retry, "delta"),
				seconds(retry, "max-interval"), retry.path("first-fast-retry").asBoolean(false));
		JsonNode expected = vector.get("expectWaitSeconds");
		for (int i = 0; i < expected.size(); i++) {
			JsonNode wait = expected.get(i);
			double min = wait.isArray() ? wait.get(0).asDouble() : wait.asDouble();
			double max = wait.isArray() ? wait.get(1).asDouble() : wait.asDouble();
			for (double random : RANDOM) {
				double actual = waits.millisBefore(i + 1, () -> random) / 1000.0;
				if (actual < min - 0.001 || actual > max + 0.001) {
					return "wait " + (i + 1) + ": expected " + wait + " s, was " + actual + " s";
				}
			}
		}
		return null;
	}

	private static @Nullable Duration seconds(JsonNode retry, String attribute) {
		return retry.has(attribute) ? Duration.ofSeconds(retry.get(attribute).asInt()) : null;
	}

}
