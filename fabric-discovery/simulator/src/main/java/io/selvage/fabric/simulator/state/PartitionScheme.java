package io.selvage.fabric.simulator.state;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * How a service is split into partitions (PartitionDescription of the REST API).
 */
public sealed interface PartitionScheme {

	/**
	 * Makes the partitions of this scheme, each with a new id.
	 * @return the partitions, in key order
	 */
	List<PartitionInformation> split();

	/** One partition, no key. */
	record Singleton() implements PartitionScheme {

		@Override
		public List<PartitionInformation> split() {
			return List.of(new PartitionInformation.Singleton(UUID.randomUUID()));
		}

	}

	/**
	 * Equal ranges of signed 64-bit keys.
	 *
	 * @param count how many partitions, at least 1 and at most the number of keys
	 * @param lowKey the lowest key of all, inclusive
	 * @param highKey the highest key of all, inclusive
	 */
	record UniformInt64Range(int count, long lowKey, long highKey) implements PartitionScheme {

		public UniformInt64Range {
			if (count < 1) {
				throw new IllegalArgumentException("an Int64Range service needs at least 1 partition, not " + count);
			}
			BigInteger keys = BigInteger.valueOf(highKey).subtract(BigInteger.valueOf(lowKey)).add(BigInteger.ONE);
			if (keys.compareTo(BigInteger.valueOf(count)) < 0) {
				throw new IllegalArgumentException(
						"the keys %d..%d can't be split into %d partitions".formatted(lowKey, highKey, count));
			}
		}

		/**
		 * Splits as Service Fabric does: the first partitions are one key wider where the
		 * division leaves a rest. The width of all keys needs 65 bits, hence the big
		 * numbers.
		 */
		@Override
		public List<PartitionInformation> split() {
			BigInteger low = BigInteger.valueOf(this.lowKey);
			BigInteger[] division = BigInteger.valueOf(this.highKey)
				.subtract(low)
				.divideAndRemainder(BigInteger.valueOf(this.count));
			BigInteger width = division[0];
			int wide = division[1].intValueExact() + 1;
			if (wide == this.count) {
				width = width.add(BigInteger.ONE);
				wide = 0;
			}
			List<PartitionInformation> ranges = new ArrayList<>(this.count);
			for (int i = 0; i < this.count; i++) {
				BigInteger index = BigInteger.valueOf(i);
				BigInteger from = low.add(width.multiply(index)).add(BigInteger.valueOf(Math.min(i, wide)));
				BigInteger to = from.add(width).subtract((i < wide) ? BigInteger.ZERO : BigInteger.ONE);
				ranges.add(new PartitionInformation.Int64Range(UUID.randomUUID(), from.longValueExact(),
						to.longValueExact()));
			}
			return List.copyOf(ranges);
		}

	}

	/**
	 * One partition per name.
	 *
	 * @param names the names, at least one, all different
	 */
	record Named(List<String> names) implements PartitionScheme {

		public Named {
			names = List.copyOf(names);
			if (names.isEmpty()) {
				throw new IllegalArgumentException("a Named service needs at least 1 partition name");
			}
			if (new HashSet<>(names).size() < names.size()) {
				throw new IllegalArgumentException("partition names must differ: " + names);
			}
		}

		@Override
		public List<PartitionInformation> split() {
			return this.names.stream()
				.<PartitionInformation>map((name) -> new PartitionInformation.Named(UUID.randomUUID(), name))
				.toList();
		}

	}

}
