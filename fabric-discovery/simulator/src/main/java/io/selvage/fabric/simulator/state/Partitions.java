package io.selvage.fabric.simulator.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The partitions of one service, found by key in no more than logarithmic time: services
 * of 100,000 partitions exist.
 */
public final class Partitions {

	private final List<PartitionInformation> all;

	private final NavigableMap<Long, PartitionInformation> byLowKey = new TreeMap<>();

	private final Map<String, PartitionInformation> byName = new HashMap<>();

	private final Set<UUID> ids = new HashSet<>();

	public Partitions(List<PartitionInformation> all) {
		this.all = List.copyOf(all);
		for (PartitionInformation partition : all) {
			this.ids.add(partition.id());
			if (partition instanceof PartitionInformation.Int64Range range) {
				this.byLowKey.put(range.lowKey(), partition);
			}
			else if (partition instanceof PartitionInformation.Named named) {
				this.byName.put(named.name(), partition);
			}
		}
	}

	/**
	 * Returns the partitions.
	 * @return partitions, in the order of their scheme
	 */
	public List<PartitionInformation> all() {
		return this.all;
	}

	/**
	 * Returns whether a partition is one of these.
	 * @param id the partition id
	 * @return whether it is
	 */
	public boolean contains(UUID id) {
		return this.ids.contains(id);
	}

	/**
	 * Finds the partition that holds a key.
	 * @param key the key
	 * @return the partition; nothing if none holds it, or the key is of another kind
	 */
	public Optional<PartitionInformation> find(PartitionKey key) {
		PartitionInformation candidate;
		if (key instanceof PartitionKey.Int64 number) {
			Map.Entry<Long, PartitionInformation> floor = this.byLowKey.floorEntry(number.value());
			candidate = (floor != null) ? floor.getValue() : null;
		}
		else if (key instanceof PartitionKey.Name text) {
			candidate = this.byName.get(text.value());
		}
		else {
			candidate = this.all.get(0);
		}
		return Optional.ofNullable(candidate).filter((partition) -> partition.holds(key));
	}

}
