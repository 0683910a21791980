package io.selvage.fabric.simulator.state;

import java.util.UUID;

/**
 * Identity and key space of one partition (PartitionInformation of the REST API).
 */
public sealed interface PartitionInformation {

	/**
	 * Returns the partition id.
	 * @return the id
	 */
	UUID id();

	/**
	 * Tells whether a key belongs to this partition.
	 * @param key the key of a resolve request
	 * @return whether it does; a key of another kind never does
	 */
	boolean holds(PartitionKey key);

	/**
	 * The only partition of a service.
	 *
	 * @param id the partition id
	 */
	record Singleton(UUID id) implements PartitionInformation {

		@Override
		public boolean holds(PartitionKey key) {
			return key instanceof PartitionKey.None;
		}

	}

	/**
	 * A range of signed 64-bit keys.
	 *
	 * @param id the partition id
	 * @param lowKey the lowest key, inclusive
	 * @param highKey the highest key, inclusive
	 */
	record Int64Range(UUID id, long lowKey, long highKey) implements PartitionInformation {

		@Override
		public boolean holds(PartitionKey key) {
			return key instanceof PartitionKey.Int64 number && this.lowKey <= number.value()
					&& number.value() <= this.highKey;
		}

	}

	/**
	 * A partition with a name.
	 *
	 * @param id the partition id
	 * @param name the name, compared exactly
	 */
	record Named(UUID id, String name) implements PartitionInformation {

		@Override
		public boolean holds(PartitionKey key) {
			return key instanceof PartitionKey.Name text && text.value().equals(this.name);
		}

	}

}
