package io.selvage.fabric.simulator.state;

/**
 * Whether a service keeps state in replicas or runs interchangeable instances.
 */
public enum ServiceKind implements WireEnum {

	/**
	 * Instances, all alike.
	 */
	STATELESS(1, "Stateless"),

	/**
	 * A replica set with one primary.
	 */
	STATEFUL(2, "Stateful");

	private final int code;

	private final String text;

	ServiceKind(int code, String text) {
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
