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

	private final int code;

	private final String text;

	HealthState(int code, String text) {
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
