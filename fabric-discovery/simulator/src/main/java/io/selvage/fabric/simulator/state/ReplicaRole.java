package io.selvage.fabric.simulator.state;

/**
 * The role of a stateful replica; instances of stateless services have {@link #NONE}.
 */
public enum ReplicaRole implements WireEnum {

	/**
	 * No role (yet).
	 */
	NONE(1, "None"),

	/**
	 * Takes reads and writes.
	 */
	PRIMARY(2, "Primary"),

	/**
	 * Being built.
	 */
	IDLE_SECONDARY(3, "IdleSecondary"),

	/**
	 * Part of the write quorum.
	 */
	ACTIVE_SECONDARY(4, "ActiveSecondary");

	private final WireForm wire;

	ReplicaRole(int code, String text) {
		this.wire = new WireForm(code, text);
	}

	@Override
	public WireForm wire() {
		return this.wire;
	}

}
