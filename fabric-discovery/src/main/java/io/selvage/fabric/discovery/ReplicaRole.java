package io.selvage.fabric.discovery;

import io.selvage.fabric.EndpointKind;

/**
 * Which replicas of a stateful service are offered as instances. Instances of stateless
 * services always are.
 */
public enum ReplicaRole {

	/** The replica that takes writes. */
	PRIMARY,

	/** Replicas that only serve reads. */
	SECONDARY,

	/** Both. */
	ANY;

	boolean includes(EndpointKind kind) {
		return switch (kind) {
			case STATELESS -> true;
			case STATEFUL_PRIMARY -> this != SECONDARY;
			case STATEFUL_SECONDARY -> this != PRIMARY;
			case UNKNOWN -> false;
		};
	}

}
