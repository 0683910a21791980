package io.selvage.gateway.policy;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Takes the measurements of policies such as {@code emit-metric}. Must not block.
 */
@FunctionalInterface
public interface MetricSink {

	/**
	 * Records a value.
	 * @param namespace what the metric belongs to, or null
	 * @param name the name of the metric
	 * @param value the value
	 * @param dimensions names and values, in order
	 */
	void record(@Nullable String namespace, String name, double value, Map<String, String> dimensions);

}
