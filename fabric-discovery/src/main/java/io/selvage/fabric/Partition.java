package io.selvage.fabric;

import org.jspecify.annotations.Nullable;

/**
 * One partition of a service.
 *
 * @param id the partition's GUID as the cluster writes it
 * @param scheme the service's partition scheme
 * @param lowKey the lowest key, inclusive; 0 unless the scheme is Int64Range
 * @param highKey the highest key, inclusive; 0 unless the scheme is Int64Range
 * @param name the partition's name; {@code null} unless the scheme is Named
 */
public record Partition(String id, PartitionScheme scheme, long lowKey, long highKey, @Nullable String name) {

	/**
	 * Checks that the parts fit the scheme.
	 */
	public Partition {
		if (scheme == PartitionScheme.INT64_RANGE && lowKey > highKey) {
			throw new IllegalArgumentException(
					"partition " + id + ": low key " + lowKey + " is above high key " + highKey);
		}
		if ((scheme == PartitionScheme.NAMED) != (name != null)) {
			throw new IllegalArgumentException("partition " + id + ": a name belongs to a Named partition only");
		}
	}

	/**
	 * The only partition of a service.
	 * @param id the partition's GUID
	 * @return the partition
	 */
	public static Partition singleton(String id) {
		return new Partition(id, PartitionScheme.SINGLETON, 0, 0, null);
	}

	/**
	 * A partition that holds a range of keys.
	 * @param id the partition's GUID
	 * @param lowKey the lowest key, inclusive
	 * @param highKey the highest key, inclusive
	 * @return the partition
	 */
	public static Partition int64Range(String id, long lowKey, long highKey) {
		return new Partition(id, PartitionScheme.INT64_RANGE, lowKey, highKey, null);
	}

	/**
	 * A partition known by its name.
	 * @param id the partition's GUID
	 * @param name the exact name
	 * @return the partition
	 */
	public static Partition named(String id, String name) {
		return new Partition(id, PartitionScheme.NAMED, 0, 0, name);
	}

	/**
	 * Whether a key belongs to this partition.
	 * @param key the key
	 * @return {@code true} if requests with this key are answered here
	 */
	public boolean contains(PartitionKey key) {
		if (key instanceof PartitionKey.Int64 number) {
			return this.scheme == PartitionScheme.INT64_RANGE && this.lowKey <= number.value()
					&& number.value() <= this.highKey;
		}
		if (key instanceof PartitionKey.Named named) {
			return named.value().equals(this.name);
		}
		return this.scheme == PartitionScheme.SINGLETON;
	}

	/**
	 * A key that leads to this partition.
	 * @return the key in the scheme of the service
	 */
	public PartitionKey key() {
		if (this.name != null) {
			return new PartitionKey.Named(this.name);
		}
		return (this.scheme == PartitionScheme.INT64_RANGE) ? new PartitionKey.Int64(this.lowKey) : PartitionKey.NONE;
	}

}
