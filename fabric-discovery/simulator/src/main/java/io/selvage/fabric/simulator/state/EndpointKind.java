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

	private final int code;

	private final String text;

	EndpointKind(int code, String text) {
		this.code = code;
		this.text = text;
	}

	@Override
	public int code() {
		return this.code;
	}

	@Override
	public String text() {
		return this.text;
	}

}
