package io.selvage.fabric.simulator.state;

import java.util.List;

import io.selvage.fabric.simulator.state.PartitionInformation.Int64Range;
import io.selvage.fabric.simulator.state.PartitionScheme.UniformInt64Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PartitionSchemeTests {

	private static List<Int64Range> split(int count, long low, long high) {
		return new UniformInt64Range(count, low, high).split().stream().map(Int64Range.class::cast).toList();
	}

	/** The five ranges a real cluster made of all keys. */
	@Test
	void fiveRangesLieWhereARealClusterPutThem() {
		assertThat(split(5, Long.MIN_VALUE, Long.MAX_VALUE)).extracting(Int64Range::lowKey)
			.containsExactly(Long.MIN_VALUE, -5534023222112865484L, -1844674407370955161L, 1844674407370955162L,
					5534023222112865485L);
	}

	@ParameterizedTest
	@CsvSource({ "1,-9223372036854775808,9223372036854775807", "2,-9223372036854775808,9223372036854775807",
			"10,-9223372036854775808,9223372036854775807", "1000,-9223372036854775808,9223372036854775807", "3,0,2",
			"3,0,9", "4,0,9", "7,-3,3", "1,5,5", "26,0,25", "9,-100,100", "6,0,11", "5,0,25" })
	void rangesCoverAllKeysWithoutGapOrOverlapAndDifferByOneAtMost(int count, long low, long high) {
		List<Int64Range> ranges = split(count, low, high);
		assertThat(ranges).hasSize(count);
		assertThat(ranges.get(0).lowKey()).isEqualTo(low);
		assertThat(ranges.get(count - 1).highKey()).isEqualTo(high);
		long least = Long.MAX_VALUE;
		long most = Long.MIN_VALUE;
		for (int i = 0; i < count; i++) {
			if (i > 0) {
				assertThat(ranges.get(i).lowKey()).isEqualTo(ranges.get(i - 1).highKey() + 1);
			}
			long width = ranges.get(i).highKey() - ranges.get(i).lowKey();
			least = Math.min(least, width);
			most = Math.max(most, width);
		}
		if (count > 1) {
			assertThat(most - least).isBetween(0L, 1L);
		}
	}

	@Test
	void aKeyIsFoundInThePartitionThatHoldsItAndNowhereElse() {
		Partitions partitions = new Partitions(new UniformInt64Range(7, -50, 50).split());
		for (long key = -60; key <= 60; key++) {
			PartitionKey number = new PartitionKey.Int64(key);
			assertThat(partitions.find(number))
				.isEqualTo(partitions.all().stream().filter((partition) -> partition.holds(number)).findFirst());
			assertThat(partitions.find(number).isPresent()).isEqualTo(key >= -50 && key <= 50);
		}
		assertThat(partitions.find(new PartitionKey.Name("1"))).isEmpty();
		assertThat(partitions.find(new PartitionKey.None())).isEmpty();
		Partitions named = new Partitions(new PartitionScheme.Named(List.of("a", "b")).split());
		assertThat(named.find(new PartitionKey.Name("b"))).contains(named.all().get(1));
		assertThat(named.find(new PartitionKey.Name("B"))).isEmpty();
		assertThat(named.contains(named.all().get(0).id())).isTrue();
		assertThat(named.contains(partitions.all().get(0).id())).isFalse();
	}

	@Test
	void impossibleSchemesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new UniformInt64Range(4, 0, 2));
		assertThatIllegalArgumentException().isThrownBy(() -> new UniformInt64Range(0, 0, 2));
		assertThatIllegalArgumentException().isThrownBy(() -> new UniformInt64Range(1, 2, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new PartitionScheme.Named(List.of("a", "a")));
		assertThatIllegalArgumentException().isThrownBy(() -> new PartitionScheme.Named(List.of()));
	}

}
