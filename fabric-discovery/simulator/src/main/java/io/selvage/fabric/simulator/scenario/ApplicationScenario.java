package io.selvage.fabric.simulator.scenario;

import java.util.List;
import java.util.Map;

import io.selvage.fabric.simulator.ApplicationBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An application in JSON.
 *
 * @param name its name, with or without {@code fabric:/}
 * @param typeName the application type
 * @param typeVersion the version of the type
 * @param parameters the application parameters
 * @param services the services
 */
public record ApplicationScenario(String name, @Nullable String typeName, @Nullable String typeVersion,
		@Nullable Map<String, String> parameters, @Nullable List<ServiceScenario> services) {

	public ApplicationScenario {
		if (name == null || name.isBlank()) {
			throw new IllegalArgumentException("an application needs a name");
		}
	}

	/**
	 * Tells all of this to a builder.
	 * @param application the builder
	 * @throws ScenarioException if a value is not possible
	 */
	public void describe(ApplicationBuilder application) {
		Scenario.given(this.typeName, application::typeName);
		Scenario.given(this.typeVersion, application::typeVersion);
		Scenario.given(this.parameters, (all) -> all.forEach(application::parameter));
		for (ServiceScenario service : (this.services != null) ? this.services : List.<ServiceScenario>of()) {
			if (service.stateful()) {
				application.stateful(service.name(), service::describe);
			}
			else {
				application.stateless(service.name(), service::describe);
			}
		}
	}

}
