package io.selvage.fabric.simulator.state;

/**
 * The life cycle of a replica or instance as GetReplicas reports it.
 */
public enum ReplicaStatus implements WireEnum {

	/**
	 * Being built.
	 */
	IN_BUILD(1, "InBuild"),

	/**
	 * Was restarted and waits.
	 */
	STANDBY(2, "Standby"),

	/**
	 * Open.
	 */
	READY(3, "Ready"),

	/**
	 * Its process or node is gone.
	 */
	DOWN(4, "Down"),

	/**
	 * Closed for good.
	 */
	DROPPED(5, "Dropped");

	private final WireForm wire;

	ReplicaStatus(int code, String text) {
		this.wire = new WireForm(code, text);
	}

	@Override
	public WireForm wire() {
		return this.wire;
	}

}
