package io.selvage.fabric.resolution;

import java.time.Duration;
import java.util.List;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.naming.ServiceDescription.Partitioning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

import static io.selvage.fabric.resolution.ResolverStage.SERVICE;
import static io.selvage.fabric.resolution.ResolverStage.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which partition a key belongs to, as far as answers have told.
 */
class PartitionKeyTests {

	@RegisterExtension
	final ResolverStage stage = new ResolverStage();

	@Test
	void oneAnswerServesTheWholeRangeOfItsPartition() {
		FabricServiceName ranged = FabricServiceName.of("fabric:/App/Ranged");
		this.stage.naming.partitionings.put(ranged,
				new Partitioning(PartitionScheme.INT64_RANGE, 2, Long.MIN_VALUE, Long.MAX_VALUE, List.of()));
		this.stage.naming.answers = (question) -> {
			long key = ((PartitionKey.Int64) question.key()).value();
			Partition partition = (key < 0) ? Partition.int64Range("low", Long.MIN_VALUE, -1)
					: Partition.int64Range("high", 0, Long.MAX_VALUE);
			return Mono.just(ScriptedNaming.resolution(ranged, partition, 1, "http://h:1"));
		};
		assertThat(start(this.stage.resolver.resolve(ranged, "-5")).value.get().partition().id()).isEqualTo("low");
		for (String key : List.of("-1", "-9223372036854775808", "-77")) {
			assertThat(this.stage.resolver.cached(ranged, key)).extracting((held) -> held.partition().id())
				.isEqualTo("low");
		}
		assertThat(this.stage.resolver.cached(ranged, "0")).isNull();
		assertThat(start(this.stage.resolver.resolve(ranged, "9223372036854775807")).value.get().partition().id())
			.isEqualTo("high");
		assertThat(this.stage.naming.questions).hasSize(2);
		assertThat(this.stage.naming.described).hasSize(1);
		assertThat(this.stage.resolver.resolveAll(ranged).map((one) -> one.partition().id()).collectList().block())
			.containsExactly("low", "high");
	}

	@Test
	void aClusterThatCutsRangesInAnotherWayIsBelieved() {
		FabricServiceName ranged = FabricServiceName.of("fabric:/App/Ranged");
		Partition small = Partition.int64Range("small", 0, 9);
		Partition large = Partition.int64Range("large", 10, 99);
		this.stage.naming.partitionings.put(ranged, new Partitioning(PartitionScheme.INT64_RANGE, 2, 0, 99, List.of()));
		this.stage.naming.listed = List.of(large, small);
		this.stage.naming.answers = (question) -> Mono
			.just(ScriptedNaming.resolution(ranged, small.contains(question.key()) ? small : large, 1, "http://h:1"));
		assertThat(start(this.stage.resolver.resolve(ranged, "55")).value.get().partition()).isEqualTo(large);
		assertThat(start(this.stage.resolver.resolve(ranged, "12")).value.get().partition()).isEqualTo(large);
		assertThat(this.stage.resolver.cached(ranged, "99").partition()).isEqualTo(large);
		assertThat(start(this.stage.resolver.resolve(ranged, "9")).value.get().partition()).isEqualTo(small);
		assertThat(this.stage.resolver.cached(ranged, "0").partition()).isEqualTo(small);
	}

	@Test
	void aBadKeyIsTheCallersErrorAndNamesTheValidOnes() {
		FabricServiceName ranged = FabricServiceName.of("fabric:/App/Ranged");
		FabricServiceName named = FabricServiceName.of("fabric:/App/Named");
		this.stage.naming.partitionings.put(ranged,
				new Partitioning(PartitionScheme.INT64_RANGE, 4, -100, 100, List.of()));
		this.stage.naming.partitionings.put(named,
				new Partitioning(PartitionScheme.NAMED, 2, 0, 0, List.of("west", "east")));
		this.stage.naming.partitionings.put(SERVICE, new Partitioning(PartitionScheme.SINGLETON, 1, 0, 0, List.of()));
		assertRefused(ranged, "abc", "'abc' is no partition key of fabric:/App/Ranged", "from -100 to 100");
		assertRefused(ranged, "101", "101 is outside every partition", "4 Int64Range partitions");
		assertRefused(ranged, "", "needs a partition key", "from -100 to 100");
		assertRefused(named, "north", "'north' is no partition of fabric:/App/Named", "'east', 'west'");
		assertRefused(SERVICE, "5", "singleton service and takes no key");
		assertThat(this.stage.naming.questions.stream().filter((question) -> question.key() != PartitionKey.NONE))
			.isEmpty();
	}

	private void assertRefused(FabricServiceName service, String key, String... fragments) {
		this.stage.naming.answers = (question) -> Mono
			.error(new FabricException.InvalidPartitionKey("Invalid partition key/ID"));
		assertThat(start(this.stage.resolver.resolve(service, key)).error.get())
			.isInstanceOf(FabricException.InvalidPartitionKey.class)
			.message()
			.contains(fragments);
	}

	@Test
	void aBadKeyLeavesTheAnswersAboutGoodOnesAlone() {
		FabricServiceName named = FabricServiceName.of("fabric:/App/Named");
		this.stage.naming.partitionings.put(named,
				new Partitioning(PartitionScheme.NAMED, 2, 0, 0, List.of("west", "east")));
		this.stage.naming.answers = (question) -> Mono
			.just(ScriptedNaming.resolution(named, Partition.named("e", "east"), 1, "http://h:1"));
		start(this.stage.resolver.resolve(named, "east"));
		this.stage.pass(Duration.ofSeconds(3));
		assertThat(start(this.stage.resolver.resolve(named, "north")).error.get()).isNotNull();
		assertThat(this.stage.naming.described).as("looked again for new partitions").hasSize(2);
		assertThat(this.stage.resolver.cached(named, "east")).isNotNull();
		this.stage.naming.partitionings.put(named,
				new Partitioning(PartitionScheme.NAMED, 2, 0, 0, List.of("west", "east", "north")));
		this.stage.pass(Duration.ofSeconds(2));
		this.stage.naming.answers = (question) -> Mono
			.just(ScriptedNaming.resolution(named, Partition.named("n", "north"), 1, "http://h:2"));
		assertThat(start(this.stage.resolver.resolve(named, "north")).value.get().partition().name())
			.isEqualTo("north");
	}

}
