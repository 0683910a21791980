package io.selvage.fabric.simulator.state;

/**
 * Whether a partition can serve.
 */
public enum PartitionStatus implements WireEnum {

	/**
	 * Serves.
	 */
	READY(1, "Ready"),

	/**
	 * No replica or no primary.
	 */
	NOT_READY(2, "NotReady"),

	/**
	 * Most replicas are down.
	 */
	IN_QUORUM_LOSS(3, "InQuorumLoss"),

	/**
	 * Changes its primary.
	 */
	RECONFIGURING(4, "Reconfiguring"),

	/**
	 * Is being deleted.
	 */
	DELETING(5, "Deleting");

	private final WireForm wire;

	PartitionStatus(int code, String text) {
		this.wire = new WireForm(code, text);
	}

	@Override
	public WireForm wire() {
		return this.wire;
	}

}
