package io.selvage.fabric.resolution;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.naming.ServiceDescription.Partitioning;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class WarmPathTests {

	private static final int CALLS = 100_000;

	private static final FabricServiceName SINGLETON = FabricServiceName.of("fabric:/A/Single");

	private static final FabricServiceName RANGED = FabricServiceName.of("fabric:/A/Ranged");

	private static final FabricServiceName NAMED = FabricServiceName.of("fabric:/A/Named");

	@Test
	void aCachedAnswerIsFoundWithoutAllocation() {
		VirtualTimeScheduler clock = VirtualTimeScheduler.create();
		ScriptedNaming naming = new ScriptedNaming();
		naming.partitionings.put(RANGED,
				new Partitioning(PartitionScheme.INT64_RANGE, 1, Long.MIN_VALUE, Long.MAX_VALUE, List.of()));
		naming.partitionings.put(NAMED, new Partitioning(PartitionScheme.NAMED, 1, 0, 0, List.of("east")));
		naming.answers = (question) -> Mono
			.just(ScriptedNaming.resolution(question.service(), partition(question.key()), 1, "http://h:1"));
		try (CachingPartitionResolver resolver = new CachingPartitionResolver(naming, CacheSettings.DEFAULT,
				RefreshSettings.OFF, new ResolverTime(clock, () -> clock.now(TimeUnit.NANOSECONDS)),
				ResolutionObserver.NONE)) {
			assertNothingAllocated(resolver, SINGLETON, null);
			assertNothingAllocated(resolver, RANGED, "-4711");
			assertNothingAllocated(resolver, NAMED, "east");
		}
	}

	private static Partition partition(PartitionKey key) {
		return switch (key.type()) {
			case 1 -> Partition.singleton("p");
			case 2 -> Partition.int64Range("p", Long.MIN_VALUE, Long.MAX_VALUE);
			default -> Partition.named("p", "east");
		};
	}

	private static void assertNothingAllocated(CachingPartitionResolver resolver, FabricServiceName service,
			String key) {
		Resolution answer = resolver.resolve(service, key).block();
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		long fewest = Long.MAX_VALUE;
		for (int round = 0; round < 5; round++) {
			long before = threads.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < CALLS; i++) {
				if (resolver.cached(service, key) != answer) {
					throw new AssertionError("another answer");
				}
			}
			fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
		}
		assertThat(fewest).as("bytes allocated by %d calls for %s", CALLS, service).isLessThan(CALLS / 10);
	}

}
