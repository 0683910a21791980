package io.selvage.fabric.resolution;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import org.jspecify.annotations.Nullable;

/**
 * Partitions known by exact names.
 */
final class NamedTable implements PartitionTable {

	private static final int NAMES_IN_MESSAGE = 20;

	private final String service;

	private final Set<String> names;

	private final Function<PartitionKey, PartitionEntry> maker;

	private final Map<String, PartitionEntry> entries = new ConcurrentHashMap<>();

	NamedTable(String service, List<String> names, Function<PartitionKey, PartitionEntry> maker) {
		this.service = service;
		this.names = new TreeSet<>(names);
		this.maker = maker;
	}

	@Override
	public @Nullable PartitionEntry find(@Nullable String key) {
		return (key != null) ? this.entries.get(key) : null;
	}

	@Override
	public PartitionEntry get(@Nullable String key) {
		if (key == null || !this.names.contains(key)) {
			throw new FabricException.InvalidPartitionKey(((key == null || key.isEmpty())
					? this.service + " needs a partition key" : "'" + key + "' is no partition of " + this.service)
					+ "; its partitions are named " + describeNames());
		}
		return this.entries.computeIfAbsent(key, (name) -> this.maker.apply(new PartitionKey.Named(name)));
	}

	private String describeNames() {
		String listed = this.names.stream()
			.limit(NAMES_IN_MESSAGE)
			.map((name) -> "'" + name + "'")
			.collect(Collectors.joining(", "));
		int more = this.names.size() - NAMES_IN_MESSAGE;
		return (more > 0) ? listed + " and " + more + " more" : listed;
	}

	@Override
	public List<String> keys() {
		return List.copyOf(this.names);
	}

	@Override
	public void forEach(Consumer<PartitionEntry> action) {
		this.entries.values().forEach(action);
	}

	@Override
	public void remove(PartitionEntry entry) {
		String name = entry.key().text();
		if (name != null) {
			this.entries.remove(name, entry);
		}
	}

	@Override
	public void adopt(PartitionTable before) {
		if (before instanceof NamedTable named) {
			named.entries.forEach((name, entry) -> {
				if (this.names.contains(name)) {
					this.entries.put(name, entry);
				}
			});
		}
	}

	@Override
	public boolean agrees(PartitionEntry entry, Partition partition) {
		return partition.contains(entry.key());
	}

}
