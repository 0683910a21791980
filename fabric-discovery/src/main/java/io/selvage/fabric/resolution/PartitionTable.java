package io.selvage.fabric.resolution;

import java.util.List;
import java.util.function.Consumer;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.Partition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of one service, found by key. There is one implementation per partition
 * scheme, so that the scheme decides what the text of a key means.
 */
sealed interface PartitionTable permits SingletonTable, Int64RangeTable, NamedTable {

	/**
	 * The entry for a key, if the key is valid and was used before. Allocates nothing.
	 */
	@Nullable PartitionEntry find(@Nullable String key);

	/**
	 * The entry for a key, made if need be.
	 * @throws FabricException.InvalidPartitionKey if the key leads to no partition; the
	 * message says which would
	 */
	PartitionEntry get(@Nullable String key);

	/** Keys that lead to every partition; the empty one for a singleton. */
	List<String> keys();

	/** All entries made so far. */
	void forEach(Consumer<PartitionEntry> action);

	/** Forgets an entry. */
	void remove(PartitionEntry entry);

	/**
	 * Takes over the entries of the table of an earlier description, as far as the
	 * partitions are the same.
	 */
	void adopt(PartitionTable before);

	/** Whether an answer's partition is where the table has it. */
	boolean agrees(PartitionEntry entry, Partition partition);

}
