package io.selvage.fabric.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.naming.ServiceDescription.Partitioning;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Int64RangeTableTests {

	private static final ServiceEntry SERVICE = new ServiceEntry(FabricServiceName.of("fabric:/A/S"), 0);

	private static Int64RangeTable table(int count, long low, long high) {
		return Int64RangeTable.uniform("fabric:/A/S",
				new Partitioning(PartitionScheme.INT64_RANGE, count, low, high, List.of()),
				(key) -> new PartitionEntry(SERVICE, key, 0));
	}

	private static long lowOf(PartitionEntry entry) {
		return ((PartitionKey.Int64) entry.key()).value();
	}

	@Test
	void fivePartitionsOfAllKeysAreCutAsARealClusterCutThem() {
		Int64RangeTable table = table(5, Long.MIN_VALUE, Long.MAX_VALUE);
		List<String> lows = new ArrayList<>(table.keys());
		assertThat(lows).containsExactly("-9223372036854775808", "-5534023222112865484", "-1844674407370955161",
				"1844674407370955162", "5534023222112865485");
		assertThat(table.agrees(table.get("5534023222112865485"),
				Partition.int64Range("x", 5534023222112865485L, Long.MAX_VALUE)))
			.isTrue();
		assertThat(table.agrees(table.get("0"), Partition.int64Range("x", -1844674407370955161L, 1844674407370955161L)))
			.isTrue();
	}

	@Test
	void everyKeyBelongsToExactlyOnePartition() {
		Random random = new Random(7);
		for (int round = 0; round < 2000; round++) {
			long a = random.nextLong() >> random.nextInt(64);
			long b = random.nextLong() >> random.nextInt(64);
			long low = Math.min(a, b);
			long high = Math.max(a, b);
			long keys = high - low + 1;
			int count = 1 + random.nextInt((keys > 0 && keys < 50) ? (int) keys : 50);
			Int64RangeTable table = table(count, low, high);
			List<Long> lows = table.keys().stream().map(Long::valueOf).toList();
			assertThat(lows).isSorted().hasSize(count).doesNotHaveDuplicates().first().isEqualTo(low);
			for (int i = 0; i < count; i++) {
				assertThat(lowOf(table.get(lows.get(i).toString()))).isEqualTo(lows.get(i));
				if (i > 0) {
					assertThat(lowOf(table.get(Long.toString(lows.get(i) - 1)))).isEqualTo(lows.get(i - 1));
				}
			}
			assertThat(lowOf(table.get(Long.toString(high)))).isEqualTo(lows.get(count - 1));
		}
	}

	@Test
	void rangesFromAListMayBeUnsortedAndUneven() {
		Int64RangeTable table = Int64RangeTable.of("fabric:/A/S",
				List.of(Partition.int64Range("b", 10, 99), Partition.int64Range("a", 0, 9)),
				(key) -> new PartitionEntry(SERVICE, key, 0));
		assertThat(lowOf(table.get("55"))).isEqualTo(10);
		assertThat(lowOf(table.get("9"))).isZero();
		assertThat(table.find("55")).isSameAs(table.get("12"));
	}

}
