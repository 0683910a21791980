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

	private final WireForm wire;

	ServiceKind(int code, String text) {
		this.wire = new WireForm(code, text);
	}

	@Override
	public WireForm wire() {
		return this.wire;
	}

}
