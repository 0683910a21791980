package io.selvage.fabric.simulator.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedClusterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in JSON. Every field may be left out.
 *
 * @param name the cluster's name
 * @param nodes how many nodes
 * @param namingEndpoints how many of them have a naming endpoint
 * @param namingPort the port of the first endpoint, the others follow; 0 for any
 * @param tls whether naming is served over TLS
 * @param clientCertificate whether naming asks for the cluster's client certificate
 * @param runtimeVersion the version of the cluster's code
 * @param failoverGapMillis how long a partition is without primary, in milliseconds
 * @param restartMillis how long what restarts is away, in milliseconds
 * @param applications the applications
 */
public record Scenario(@Nullable String name, @Nullable Integer nodes, @Nullable Integer namingEndpoints,
		@Nullable Integer namingPort, @Nullable Boolean tls, @Nullable Boolean clientCertificate,
		@Nullable String runtimeVersion, @Nullable Long failoverGapMillis, @Nullable Long restartMillis,
		@Nullable List<ApplicationScenario> applications) {

	/**
	 * Reads a file.
	 * @param file the file
	 * @return the scenario
	 * @throws ScenarioException if it can't be read
	 */
	public static Scenario read(Path file) {
		try {
			return read(file.toString(), Files.readString(file));
		}
		catch (IOException ex) {
			throw new ScenarioException("the scenario " + file + " can't be read: " + ex, ex);
		}
	}

	/**
	 * Reads a text.
	 * @param source what to call it in errors
	 * @param text the JSON text
	 * @return the scenario
	 * @throws ScenarioException if it can't be read
	 */
	public static Scenario read(String source, String text) {
		return ScenarioJson.read(source, text, Scenario.class);
	}

	/**
	 * Makes a builder of this scenario, for further settings.
	 * @return the builder
	 * @throws ScenarioException if a value is not possible
	 */
	public SimulatedClusterBuilder toBuilder() {
		SimulatedClusterBuilder builder = SimulatedCluster.builder();
		given(this.name, builder::name);
		given(this.nodes, builder::nodes);
		given(this.namingEndpoints, builder::namingEndpoints);
		given(this.namingPort, builder::namingPort);
		given(this.runtimeVersion, builder::runtimeVersion);
		given(this.failoverGapMillis, (millis) -> builder.failoverGap(Duration.ofMillis(millis)));
		given(this.restartMillis, (millis) -> builder.restartTime(Duration.ofMillis(millis)));
		if (Boolean.TRUE.equals(this.tls)) {
			builder.namingTls();
		}
		if (Boolean.TRUE.equals(this.clientCertificate)) {
			builder.requireClientCertificate();
		}
		for (ApplicationScenario application : (this.applications != null) ? this.applications
				: List.<ApplicationScenario>of()) {
			builder.application(application.name(), application::describe);
		}
		return builder;
	}

	static <T> void given(@Nullable T value, Consumer<T> use) {
		if (value != null) {
			use.accept(value);
		}
	}

}
