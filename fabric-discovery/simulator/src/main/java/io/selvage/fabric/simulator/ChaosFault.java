package io.selvage.fabric.simulator;

import java.util.Arrays;
import java.util.Optional;

/**
 * The faults of Service Fabric's Chaos test service, by its names.
 */
public enum ChaosFault {

	/** The process that hosts a service's instances on one node ends and starts again. */
	CODE_PACKAGE_RESTART("CodePackageRestart"),

	/** A node goes down and comes back. */
	NODE_RESTART("NodeRestart"),

	/** The primary of a partition moves to another node. */
	PARTITION_PRIMARY_MOVE("PartitionPrimaryMove"),

	/** A secondary of a partition moves to another node. */
	PARTITION_SECONDARY_MOVE("PartitionSecondaryMove"),

	/** A replica is removed and another built. */
	REPLICA_REMOVAL("ReplicaRemoval"),

	/** A replica ends and comes back. */
	REPLICA_RESTART("ReplicaRestart");

	private final String text;

	ChaosFault(String text) {
		this.text = text;
	}

	/**
	 * Returns the name Chaos gives it.
	 * @return the name
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Finds a fault by its name.
	 * @param name the name, in any casing
	 * @return the fault, if there is one of that name
	 */
	public static Optional<ChaosFault> named(String name) {
		return Arrays.stream(values()).filter((fault) -> fault.text.equalsIgnoreCase(name)).findFirst();
	}

}
