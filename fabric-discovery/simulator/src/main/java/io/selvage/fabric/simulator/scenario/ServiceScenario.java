package io.selvage.fabric.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.selvage.fabric.simulator.AddressFormat;
import io.selvage.fabric.simulator.ListenerDefinition;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.ServiceBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A service in JSON.
 *
 * @param name its name below the application's
 * @param kind {@code Stateless} (the default) or {@code Stateful}
 * @param partitions how it is partitioned; a singleton by default
 * @param count instances of a stateless service (-1 for one on every node), replicas of a
 * stateful one
 * @param minReplicas the minimal replica set size
 * @param persisted whether a stateful service keeps its state on disk
 * @param listeners what instances open
 * @param address how they publish it
 * @param instanceCloseDelaySeconds how long a withdrawn instance serves on
 * @param type type name, manifest version, extensions
 * @param properties naming properties
 * @param answer how instances answer, see {@link AnswerJson}
 */
public record ServiceScenario(String name, @Nullable Kind kind, @Nullable Partitions partitions,
		@Nullable Integer count, @Nullable Integer minReplicas, @Nullable Boolean persisted,
		@Nullable List<Listener> listeners, @Nullable Address address, @Nullable Long instanceCloseDelaySeconds,
		@Nullable Type type, @Nullable Map<String, String> properties, @Nullable JsonNode answer) {

	public ServiceScenario {
		if (name == null || name.isBlank()) {
			throw new IllegalArgumentException("a service needs a name");
		}
	}

	boolean stateful() {
		return this.kind == Kind.STATEFUL;
	}

	void describe(ServiceBuilder service) {
		try {
			Scenario.given(this.partitions, (split) -> split.describe(service));
			Scenario.given(this.count, stateful() ? service::replicas : service::instances);
			Scenario.given(this.minReplicas, service::minReplicas);
			if (Boolean.FALSE.equals(this.persisted)) {
				service.volatileState();
			}
			Scenario.given(this.listeners, (all) -> all.forEach((listener) -> service.listener(listener.definition())));
			Scenario.given(this.address, (text) -> text.describe(service));
			Scenario.given(this.instanceCloseDelaySeconds,
					(seconds) -> service.instanceCloseDelay(Duration.ofSeconds(seconds)));
			Scenario.given(this.type, (about) -> about.describe(service));
			Scenario.given(this.properties, (all) -> all.forEach(service::property));
			Scenario.given(this.answer, (json) -> service.answer(AnswerJson.read("answer", json)));
		}
		catch (IllegalArgumentException | ScenarioException ex) {
			throw new ScenarioException("service " + this.name + ": " + ex.getMessage(), ex);
		}
	}

	/** The two kinds of services. */
	enum Kind {

		/** Instances. */
		STATELESS,

		/** Replicas. */
		STATEFUL

	}

	/** The three partition schemes, by the names of service descriptions. */
	enum PartitionKind {

		/** One partition. */
		@JsonProperty("Singleton")
		SINGLETON,

		/** Ranges of numbers. */
		@JsonProperty("UniformInt64Range")
		UNIFORM_INT64_RANGE,

		/** Names. */
		@JsonProperty("Named")
		NAMED

	}

	/**
	 * How a service is partitioned.
	 *
	 * @param scheme the partition scheme
	 * @param count how many ranges
	 * @param lowKey the lowest key, the least 64-bit number by default
	 * @param highKey the highest key, the greatest 64-bit number by default
	 * @param names the partition names
	 */
	record Partitions(PartitionKind scheme, @Nullable Integer count, @Nullable Long lowKey, @Nullable Long highKey,
			@Nullable List<String> names) {

		void describe(ServiceBuilder service) {
			switch (this.scheme) {
				case SINGLETON -> service.singleton();
				case UNIFORM_INT64_RANGE -> service.int64Range((this.count != null) ? this.count : 1,
						(this.lowKey != null) ? this.lowKey : Long.MIN_VALUE,
						(this.highKey != null) ? this.highKey : Long.MAX_VALUE);
				case NAMED -> service.named((this.names != null) ? this.names.toArray(new String[0]) : new String[0]);
			}
		}

	}

	/**
	 * A listener.
	 *
	 * @param name its name, empty by default
	 * @param scheme {@code http} (the default) or {@code https}
	 * @param basePath the path of its base URL
	 * @param onSecondaries whether secondaries open it too
	 * @param http2 whether it offers HTTP/2
	 */
	record Listener(@Nullable String name, @Nullable Scheme scheme, @Nullable String basePath,
			@Nullable Boolean onSecondaries, @Nullable Boolean http2) {

		ListenerDefinition definition() {
			return new ListenerDefinition((this.name != null) ? this.name : "",
					(this.scheme != null) ? this.scheme : Scheme.HTTP, (this.basePath != null) ? this.basePath : "",
					Boolean.TRUE.equals(this.onSecondaries), Boolean.TRUE.equals(this.http2));
		}

	}

	/**
	 * How instances publish their address.
	 *
	 * @param format {@code endpoints} (the default), {@code indented_endpoints} or
	 * {@code bare_url}
	 * @param fixed a fixed text instead
	 */
	record Address(@Nullable AddressFormat format, @Nullable String fixed) {

		void describe(ServiceBuilder service) {
			Scenario.given(this.format, service::addressFormat);
			Scenario.given(this.fixed, service::fixedAddress);
		}

	}

	/**
	 * The service type.
	 *
	 * @param name its name
	 * @param manifestVersion the service manifest's version
	 * @param extensions extensions: name to XML
	 */
	record Type(@Nullable String name, @Nullable String manifestVersion, @Nullable Map<String, String> extensions) {

		void describe(ServiceBuilder service) {
			Scenario.given(this.name, service::typeName);
			Scenario.given(this.manifestVersion, service::manifestVersion);
			Scenario.given(this.extensions, (all) -> all.forEach(service::extension));
		}

	}

}
