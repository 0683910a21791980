package io.selvage.gateway.expression.time;

/**
 * What the clock of a {@link DateTime} shows (System.DateTimeKind).
 */
public enum DateTimeKind {

	/** Neither known to be local nor UTC. */
	UNSPECIFIED("Unspecified"),
	/** Universal time. */
	UTC("Utc"),
	/** The gateway's local time, which is UTC as in Azure. */
	LOCAL("Local");

	private final String netName;

	DateTimeKind(String netName) {
		this.netName = netName;
	}

	@Override
	public String toString() {
		return this.netName;
	}

}
