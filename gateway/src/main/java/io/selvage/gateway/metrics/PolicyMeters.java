package io.selvage.gateway.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.selvage.gateway.policy.MetricSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The measurements of policies as distribution summaries: count, sum and maximum for each
 * combination of dimensions. The number of combinations is limited, because dimensions
 * may come from requests.
 */
public final class PolicyMeters implements MetricSink {

	private static final Logger log = LoggerFactory.getLogger(PolicyMeters.class);

	private static final int MOST_COMBINATIONS = 5000;

	private final MeterRegistry registry;

	private final Map<Series, DistributionSummary> summaries = new ConcurrentHashMap<>();

	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	/**
	 * Creates it.
	 * @param registry where the meters are kept
	 */
	public PolicyMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void record(@Nullable String namespace, String name, double value, Map<String, String> dimensions) {
		String full = (namespace == null || namespace.isBlank()) ? name : namespace + "." + name;
		Series series = new Series(full, Map.copyOf(dimensions));
		DistributionSummary summary = this.summaries.get(series);
		if (summary == null && this.summaries.size() < MOST_COMBINATIONS) {
			summary = this.summaries.computeIfAbsent(series, this::register);
		}
		if (summary != null) {
			summary.record(value);
		}
		else if (this.refused.size() < MOST_COMBINATIONS && this.refused.add(full)) {
			log.warn("The policies use more than {} combinations of dimensions: metric '{}' is incomplete",
					MOST_COMBINATIONS, full);
		}
	}

	private DistributionSummary register(Series series) {
		List<Tag> tags = new ArrayList<>();
		series.dimensions().forEach((dimension, text) -> tags.add(Tag.of(dimension, text)));
		return DistributionSummary.builder(series.name()).tags(tags).register(this.registry);
	}

	private record Series(String name, Map<String, String> dimensions) {
	}

}
