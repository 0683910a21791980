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

	private final int code;

	private final String text;

	PartitionStatus(int code, String text) {
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
