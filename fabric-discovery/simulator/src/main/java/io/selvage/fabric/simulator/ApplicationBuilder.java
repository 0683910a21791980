package io.selvage.fabric.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.selvage.fabric.simulator.state.ApplicationEntry;
import io.selvage.fabric.simulator.state.ServiceKind;

/**
 * Describes an application and its services.
 */
public final class ApplicationBuilder {

	private final String name;

	private final List<ServiceDefinition> services = new ArrayList<>();

	private final Map<String, String> parameters = new LinkedHashMap<>();

	private String typeName;

	private String typeVersion = "1.0.0";

	ApplicationBuilder(String name) {
		this.name = name.startsWith("fabric:/") ? name : "fabric:/" + name;
		this.typeName = this.name.substring(this.name.lastIndexOf('/') + 1) + "Type";
	}

	public ApplicationBuilder typeName(String newTypeName) {
		this.typeName = newTypeName;
		return this;
	}

	public ApplicationBuilder typeVersion(String version) {
		this.typeVersion = version;
		return this;
	}

	public ApplicationBuilder parameter(String key, String value) {
		this.parameters.put(key, value);
		return this;
	}

	/**
	 * Adds a stateless service.
	 * @param service its name below the application's, such as {@code WebAPI_Backend}
	 * @param description describes it
	 * @return this
	 */
	public ApplicationBuilder stateless(String service, Consumer<ServiceBuilder> description) {
		return add(service, ServiceKind.STATELESS, description);
	}

	/**
	 * Adds a stateful service.
	 * @param service its name below the application's
	 * @param description describes it
	 * @return this
	 */
	public ApplicationBuilder stateful(String service, Consumer<ServiceBuilder> description) {
		return add(service, ServiceKind.STATEFUL, description);
	}

	ApplicationEntry application() {
		return new ApplicationEntry(this.name, this.typeName, this.typeVersion, this.parameters);
	}

	List<ServiceDefinition> services() {
		return List.copyOf(this.services);
	}

	private ApplicationBuilder add(String service, ServiceKind kind, Consumer<ServiceBuilder> description) {
		ServiceBuilder builder = new ServiceBuilder(this.name + "/" + service, kind);
		description.accept(builder);
		this.services.add(builder.build());
		return this;
	}

}
