package io.selvage.fabric.simulator.state;

/**
 * The key of a resolve request: none, a signed 64-bit number or a name (PartitionKeyType
 * 1, 2, 3).
 */
public sealed interface PartitionKey {

	/** No key: fits singleton partitions only. */
	record None() implements PartitionKey {
	}

	/**
	 * A number: fits Int64Range partitions only.
	 *
	 * @param value the key
	 */
	record Int64(long value) implements PartitionKey {
	}

	/**
	 * A name: fits Named partitions only.
	 *
	 * @param value the name, compared exactly
	 */
	record Name(String value) implements PartitionKey {
	}

}
