package io.selvage.fabric.resolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.naming.ServiceDescription.Partitioning;
import org.jspecify.annotations.Nullable;

/**
 * Partitions that hold ranges of signed 64-bit keys. All ranges are known beforehand:
 * from the description by the rule the cluster cuts them with, or from the list of
 * partitions should a cluster cut otherwise.
 */
final class Int64RangeTable implements PartitionTable {

	private final String service;

	private final long[] lows;

	private final long[] highs;

	private final Function<PartitionKey, PartitionEntry> maker;

	private final AtomicReferenceArray<@Nullable PartitionEntry> entries;

	private Int64RangeTable(String service, long[] lows, long[] highs, Function<PartitionKey, PartitionEntry> maker) {
		this.service = service;
		this.lows = lows;
		this.highs = highs;
		this.maker = maker;
		this.entries = new AtomicReferenceArray<>(lows.length);
	}

	/**
	 * Cuts a range as the cluster does: sizes differ by one at most, larger ones first.
	 * The number of keys may exceed a long, hence the unsigned arithmetic.
	 */
	static Int64RangeTable uniform(String service, Partitioning partitioning,
			Function<PartitionKey, PartitionEntry> maker) {
		int count = partitioning.count();
		long total = partitioning.highKey() - partitioning.lowKey();
		long size = Long.divideUnsigned(total, count);
		long larger = Long.remainderUnsigned(total, count) + 1;
		if (larger == count) {
			size++;
			larger = 0;
		}
		long[] lows = new long[count];
		long[] highs = new long[count];
		for (int i = 0; i < count; i++) {
			lows[i] = partitioning.lowKey() + i * size + Math.min(i, larger);
			highs[i] = lows[i] + size - ((i < larger) ? 0 : 1);
		}
		return new Int64RangeTable(service, lows, highs, maker);
	}

	static Int64RangeTable of(String service, List<Partition> partitions,
			Function<PartitionKey, PartitionEntry> maker) {
		List<Partition> sorted = new ArrayList<>(partitions);
		sorted.sort(Comparator.comparingLong(Partition::lowKey));
		long[] lows = sorted.stream().mapToLong(Partition::lowKey).toArray();
		long[] highs = sorted.stream().mapToLong(Partition::highKey).toArray();
		return new Int64RangeTable(service, lows, highs, maker);
	}

	private int indexOf(long key) {
		int found = Arrays.binarySearch(this.lows, key);
		int index = (found >= 0) ? found : -found - 2;
		return (index >= 0 && key <= this.highs[index]) ? index : -1;
	}

	@Override
	public @Nullable PartitionEntry find(@Nullable String key) {
		if (key == null || key.isEmpty()) {
			return null;
		}
		try {
			int index = indexOf(Long.parseLong(key));
			return (index >= 0) ? this.entries.get(index) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	@Override
	public PartitionEntry get(@Nullable String key) {
		if (key == null || key.isEmpty()) {
			throw refuse(this.service + " needs a partition key");
		}
		int index;
		try {
			index = indexOf(Long.parseLong(key));
		}
		catch (NumberFormatException ex) {
			throw refuse("'" + key + "' is no partition key of " + this.service + ", not being a 64-bit integer");
		}
		if (index < 0) {
			throw refuse("partition key " + key + " is outside every partition of " + this.service);
		}
		return at(index);
	}

	private PartitionEntry at(int index) {
		PartitionEntry known = this.entries.get(index);
		if (known != null) {
			return known;
		}
		this.entries.compareAndSet(index, null, this.maker.apply(new PartitionKey.Int64(this.lows[index])));
		PartitionEntry made = this.entries.get(index);
		return (made != null) ? made : at(index);
	}

	private FabricException refuse(String problem) {
		int count = this.lows.length;
		return new FabricException.InvalidPartitionKey(
				problem + "; its " + ((count == 1) ? "partition holds" : count + " Int64Range partitions hold")
						+ " the keys from " + this.lows[0] + " to " + this.highs[count - 1]);
	}

	@Override
	public List<String> keys() {
		return Arrays.stream(this.lows).mapToObj(Long::toString).toList();
	}

	@Override
	public void forEach(Consumer<PartitionEntry> action) {
		for (int i = 0; i < this.lows.length; i++) {
			PartitionEntry entry = this.entries.get(i);
			if (entry != null) {
				action.accept(entry);
			}
		}
	}

	@Override
	public void remove(PartitionEntry entry) {
		if (entry.key() instanceof PartitionKey.Int64 key) {
			this.entries.compareAndSet(indexOf(key.value()), entry, null);
		}
	}

	@Override
	public void adopt(PartitionTable before) {
		if (before instanceof Int64RangeTable ranges && Arrays.equals(this.lows, ranges.lows)
				&& Arrays.equals(this.highs, ranges.highs)) {
			for (int i = 0; i < this.lows.length; i++) {
				this.entries.set(i, ranges.entries.get(i));
			}
		}
	}

	@Override
	public boolean agrees(PartitionEntry entry, Partition partition) {
		return partition.scheme() == PartitionScheme.INT64_RANGE && entry.key() instanceof PartitionKey.Int64 key
				&& partition.lowKey() == key.value() && partition.highKey() == this.highs[indexOf(key.value())];
	}

}
