package io.selvage.fabric.resolution;

import java.util.List;
import java.util.function.Consumer;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionScheme;
import org.jspecify.annotations.Nullable;

/**
 * The one partition of a singleton service.
 */
final class SingletonTable implements PartitionTable {

	private final PartitionEntry entry;

	SingletonTable(PartitionEntry entry) {
		this.entry = entry;
	}

	@Override
	public @Nullable PartitionEntry find(@Nullable String key) {
		return (key == null || key.isEmpty()) ? this.entry : null;
	}

	@Override
	public PartitionEntry get(@Nullable String key) {
		if (key != null && !key.isEmpty()) {
			throw new FabricException.InvalidPartitionKey("'" + key + "' is no partition key of "
					+ this.entry.service().name() + ", which is a singleton service and takes no key");
		}
		return this.entry;
	}

	@Override
	public List<String> keys() {
		return List.of("");
	}

	@Override
	public void forEach(Consumer<PartitionEntry> action) {
		action.accept(this.entry);
	}

	@Override
	public void remove(PartitionEntry removed) {
		// The only entry stays; the service is forgotten as a whole.
	}

	@Override
	public void adopt(PartitionTable before) {
		// The entry is the service's own; it is the same in every table.
	}

	@Override
	public boolean agrees(PartitionEntry found, Partition partition) {
		return partition.scheme() == PartitionScheme.SINGLETON;
	}

}
