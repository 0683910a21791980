package io.selvage.fabric.resolution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.ResolutionVersion;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VersionOrderTests {

	private static final FabricServiceName SERVICE = FabricServiceName.of("fabric:/App/Svc");

	private static final Partition PARTITION = Partition.singleton("p");

	private static Resolution answer(Partition partition, long generation, long version) {
		FabricEndpoint endpoint = new FabricEndpoint(EndpointKind.STATELESS, generation + "." + version,
				java.util.Map.of());
		return new Resolution(SERVICE, partition, List.of(endpoint), new ResolutionVersion("", generation, version), 0,
				null);
	}

	private static PartitionEntry entry() {
		return new PartitionEntry(new ServiceEntry(SERVICE, 0), PartitionKey.NONE, 0);
	}

	@Test
	void inAMillionPermutedRepliesTheVersionNeverGoesBack() {
		List<Resolution> answers = new ArrayList<>();
		for (int generation = 1; generation <= 3; generation++) {
			for (int version = 1; version <= 20; version++) {
				answers.add(answer(PARTITION, generation, version));
			}
		}
		Random random = new Random(20261125);
		long replies = 0;
		while (replies < 1_000_000) {
			Collections.shuffle(answers, random);
			PartitionEntry entry = entry();
			Resolution before = null;
			for (Resolution answer : answers) {
				Resolution held = entry.accept(answer).held();
				if (before != null && held.version().compareTo(before.version()) < 0) {
					throw new AssertionError(before.version() + " was replaced by " + held.version());
				}
				before = held;
				replies++;
			}
			assertThat(entry.held()).extracting(Resolution::version).isEqualTo(new ResolutionVersion("", 3, 20));
		}
	}

	@Test
	void racingRepliesLeaveTheNewest() throws InterruptedException {
		for (int round = 0; round < 300; round++) {
			PartitionEntry entry = entry();
			CountDownLatch start = new CountDownLatch(1);
			List<Thread> threads = new ArrayList<>();
			for (int t = 0; t < 4; t++) {
				int offset = t;
				Thread thread = new Thread(() -> {
					await(start);
					for (int i = 0; i < 100; i++) {
						entry.accept(answer(PARTITION, 1, 1 + (i * 37 + offset * 11) % 100));
					}
				});
				thread.start();
				threads.add(thread);
			}
			start.countDown();
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(entry.held()).extracting((held) -> held.version().fmVersion()).isEqualTo(100L);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void anotherPartitionIdIsANewLineageAndIsAccepted() {
		PartitionEntry entry = entry();
		entry.accept(answer(PARTITION, 5, 90));
		Resolution recreated = answer(Partition.singleton("q"), 1, 1);
		assertThat(entry.accept(recreated).held()).isSameAs(recreated);
	}

	@Test
	void aConfirmedAnswerKeepsItsListOfEndpoints() {
		PartitionEntry entry = entry();
		Resolution first = answer(PARTITION, 1, 1);
		entry.accept(first);
		PartitionEntry.Acceptance again = entry.accept(answer(PARTITION, 1, 1));
		assertThat(again.kind()).isEqualTo(PartitionEntry.Acceptance.Kind.CONFIRMED);
		assertThat(again.held().endpoints()).isSameAs(first.endpoints());
	}

}
