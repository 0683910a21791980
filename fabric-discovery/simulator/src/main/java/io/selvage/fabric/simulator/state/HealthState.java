package io.selvage.fabric.simulator.state;

/**
 * Health of an entity.
 */
public enum HealthState implements WireEnum {

	/**
	 * Healthy.
	 */
	OK(1, "Ok"),

	/**
	 * Healthy with warnings.
	 */
	WARNING(2, "Warning"),

	/**
	 * Unhealthy.
	 */
	ERROR(3, "Error"),

	/**
	 * Not known to the health store.
	 */
	UNKNOWN(65535, "Unknown");

	private final WireForm wire;

	HealthState(int code, String text) {
		this.wire = new WireForm(code, text);
	}

	@Override
	public WireForm wire() {
		return this.wire;
	}

}
