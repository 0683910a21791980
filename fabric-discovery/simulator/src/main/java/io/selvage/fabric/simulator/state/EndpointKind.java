package io.selvage.fabric.simulator.state;

/**
 * The kind of an endpoint in a ResolvePartition answer.
 */
public enum EndpointKind implements WireEnum {

	/**
	 * An instance of a stateless service.
	 */
	STATELESS(1, "Stateless"),

	/**
	 * The primary replica.
	 */
	STATEFUL_PRIMARY(2, "StatefulPrimary"),

	/**
	 * A secondary replica.
	 */
	STATEFUL_SECONDARY(3, "StatefulSecondary");

	private final WireForm wire;

	EndpointKind(int code, String text) {
		this.wire = new WireForm(code, text);
	}

	@Override
	public WireForm wire() {
		return this.wire;
	}

}
