package io.selvage.fabric;

/**
 * The name of a service, such as {@code fabric:/App/Svc}.
 *
 * @param name the name in the naming tree
 */
public record FabricServiceName(FabricName name) implements Comparable<FabricServiceName> {

	/**
	 * Reads a service name.
	 * @param value for instance {@code fabric:/App/Svc}
	 * @return the name
	 * @throws IllegalArgumentException if it is none; the message says where and why
	 */
	public static FabricServiceName of(String value) {
		return new FabricServiceName(new FabricName(value));
	}

	/**
	 * Reads the id form.
	 * @param id for instance {@code App~Svc}
	 * @return the name
	 * @throws IllegalArgumentException if it is no name
	 */
	public static FabricServiceName fromId(String id) {
		return new FabricServiceName(FabricName.fromId(id));
	}

	/**
	 * The whole name.
	 * @return for instance {@code fabric:/App/Svc}
	 */
	public String value() {
		return this.name.value();
	}

	/**
	 * The id form.
	 * @return for instance {@code App~Svc}
	 */
	public String id() {
		return this.name.id();
	}

	@Override
	public int compareTo(FabricServiceName other) {
		return this.name.compareTo(other.name);
	}

	@Override
	public String toString() {
		return this.name.value();
	}

}
