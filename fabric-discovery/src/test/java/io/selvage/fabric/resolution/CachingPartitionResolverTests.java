package io.selvage.fabric.resolution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.naming.ServiceDescription.Partitioning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class CachingPartitionResolverTests {

	private static final FabricServiceName SERVICE = FabricServiceName.of("fabric:/App/Svc");

	private static final Partition ONLY = Partition.singleton("p");

	private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();

	private final ScriptedNaming naming = new ScriptedNaming();

	private CachingPartitionResolver resolver;

	@BeforeEach
	void open() {
		open(RefreshSettings.DEFAULT);
	}

	private void open(RefreshSettings refresh) {
		this.resolver = new CachingPartitionResolver(this.naming, CacheSettings.DEFAULT, refresh,
				new ResolverTime(this.clock, () -> this.clock.now(TimeUnit.NANOSECONDS)), ResolutionObserver.NONE);
	}

	@AfterEach
	void close() {
		this.resolver.close();
	}

	private void pass(Duration duration) {
		this.clock.advanceTimeBy(duration);
	}

	private Resolution version(long version, String... addresses) {
		return ScriptedNaming.resolution(SERVICE, ONLY, version, addresses);
	}

	/** Answers with a version that stays until it is raised. */
	private AtomicLong answerWithVersion(long first) {
		AtomicLong version = new AtomicLong(first);
		this.naming.answers = (question) -> Mono
			.fromSupplier(() -> stamped(version(version.get(), "http://h:" + version.get())));
		return version;
	}

	private Resolution stamped(Resolution resolution) {
		return resolution.confirmed(this.clock.now(TimeUnit.NANOSECONDS));
	}

	private static <T> Outcome<T> start(Mono<T> mono) {
		Outcome<T> outcome = new Outcome<>();
		mono.subscribe(outcome.value::set, outcome.error::set);
		return outcome;
	}

	private static final class Outcome<T> {

		final AtomicReference<T> value = new AtomicReference<>();

		final AtomicReference<Throwable> error = new AtomicReference<>();

	}

	/** Asks every second, as traffic does. */
	private void useFor(Duration duration) {
		for (long second = 0; second < duration.toSeconds(); second++) {
			pass(Duration.ofSeconds(1));
			assertThat(this.resolver.cached(SERVICE, null)).isNotNull();
		}
	}

	@Test
	void callersOfOnePartitionShareOneCall() {
		Sinks.One<Resolution> answer = Sinks.one();
		this.naming.answers = (question) -> answer.asMono();
		List<Outcome<Resolution>> callers = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			callers.add(start(this.resolver.resolve(SERVICE, null)));
		}
		Resolution resolution = version(1, "http://h:1");
		answer.tryEmitValue(resolution);
		assertThat(callers).allSatisfy((caller) -> assertThat(caller.value.get()).isEqualTo(resolution));
		assertThat(this.naming.questions).hasSize(1);
		assertThat(this.resolver.cached(SERVICE, null)).isSameAs(this.resolver.cached(SERVICE, ""));
	}

	@Test
	void aCallerThatLeavesDoesNotEndTheSharedCall() {
		Sinks.One<Resolution> answer = Sinks.one();
		this.naming.answers = (question) -> answer.asMono();
		this.resolver.resolve(SERVICE, null).subscribe().dispose();
		answer.tryEmitValue(version(1, "http://h:1"));
		assertThat(this.resolver.cached(SERVICE, null)).isNotNull();
	}

	@Test
	void aPartitionInUseIsAskedForWithItsLastVersionOncePerPeriod() {
		AtomicLong version = answerWithVersion(1);
		start(this.resolver.resolve(SERVICE, null));
		version.set(2);
		useFor(Duration.ofSeconds(5));
		assertThat(this.resolver.cached(SERVICE, null).version().fmVersion()).isEqualTo(2);
		assertThat(this.naming.questions).hasSize(2);
		assertThat(this.naming.questions.get(0).previous()).isNull();
		assertThat(this.naming.questions.get(1).previous().token()).isEqualTo("token-1");
		useFor(Duration.ofSeconds(60));
		assertThat(this.naming.questions).hasSizeBetween(2 + 12, 2 + 15);
	}

	@Test
	void withoutRefreshAnAnswerInUseStaysAsItIsForEver() {
		this.resolver.close();
		open(RefreshSettings.OFF);
		AtomicLong version = answerWithVersion(1);
		start(this.resolver.resolve(SERVICE, null));
		version.set(2);
		useFor(Duration.ofHours(1));
		assertThat(this.resolver.cached(SERVICE, null).version().fmVersion()).isEqualTo(1);
		assertThat(this.naming.questions).hasSize(1);
	}

	@Test
	void anIdlePartitionCostsNothingAndIsCheckedBeforeItsNextUse() {
		AtomicLong version = answerWithVersion(1);
		start(this.resolver.resolve(SERVICE, null));
		pass(Duration.ofSeconds(40));
		int asked = this.naming.questions.size();
		pass(Duration.ofMinutes(5));
		assertThat(this.naming.questions).hasSize(asked);
		version.set(9);
		assertThat(this.resolver.cached(SERVICE, null)).isNull();
		assertThat(start(this.resolver.resolve(SERVICE, null)).value.get().version().fmVersion()).isEqualTo(9);
		assertThat(this.naming.questions).last()
			.extracting((question) -> question.previous().token())
			.isEqualTo("token-1");
		useFor(Duration.ofSeconds(10));
		assertThat(this.naming.questions.size()).as("refreshed again").isGreaterThan(asked + 1);
	}

	@Test
	void anIdlePartitionIsServedStaleIfTheClusterIsAwayOrSlow() {
		answerWithVersion(1);
		start(this.resolver.resolve(SERVICE, null));
		pass(Duration.ofMinutes(2));
		this.naming.answers = (question) -> Mono.never();
		Outcome<Resolution> caller = start(this.resolver.resolve(SERVICE, null));
		assertThat(caller.value.get()).isNull();
		pass(Duration.ofMillis(250));
		assertThat(caller.value.get().version().fmVersion()).isEqualTo(1);
	}

	@Test
	void theExpirySlides() {
		open(RefreshSettings.OFF);
		answerWithVersion(1);
		start(this.resolver.resolve(SERVICE, null));
		for (int i = 0; i < 5; i++) {
			pass(Duration.ofMinutes(9));
			assertThat(this.resolver.cached(SERVICE, null)).isNotNull();
		}
		pass(Duration.ofMinutes(11));
		assertThat(this.resolver.cached(SERVICE, null)).isNull();
		assertThat(this.naming.questions).hasSize(1);
		assertThat(this.resolver.statistics().services()).isZero();
	}

	@Test
	void namingAwayForHalfAnHourCausesNoErrorAndAnHonestAge() {
		answerWithVersion(1);
		start(this.resolver.resolve(SERVICE, null));
		this.naming.answers = (question) -> Mono
			.error(new FabricException.Unreachable("CONNECTION_FAILED", "refused", null));
		int before = this.naming.questions.size();
		useFor(Duration.ofMinutes(30));
		Resolution stale = this.resolver.cached(SERVICE, null);
		assertThat(stale.stale()).isTrue();
		assertThat(stale.refreshFailure()).hasMessage("refused");
		assertThat(Duration.ofNanos(stale.ageNanos(this.clock.now(TimeUnit.NANOSECONDS))))
			.isGreaterThanOrEqualTo(Duration.ofMinutes(30));
		assertThat(Duration.ofNanos(this.resolver.statistics().oldestNanos()))
			.isGreaterThanOrEqualTo(Duration.ofMinutes(30));
		assertThat(this.naming.questions.size() - before).as("calls in 30 min").isLessThan(1800);
		assertThat(start(this.resolver.refresh(stale)).value.get().stale()).isTrue();
		answerWithVersion(2);
		useFor(Duration.ofSeconds(6));
		assertThat(this.resolver.cached(SERVICE, null).stale()).isFalse();
		assertThat(this.resolver.cached(SERVICE, null).version().fmVersion()).isEqualTo(2);
	}

	@Test
	void inSteadyFailureAColdKeyIsAskedForAtMostOnceASecondAfterTheFirstTries() {
		this.naming.answers = (question) -> Mono.error(new FabricException.ServiceOffline("offline"));
		for (int i = 0; i < 100; i++) {
			start(this.resolver.resolve(SERVICE, null));
			pass(Duration.ofMillis(100));
		}
		int afterTenSeconds = this.naming.questions.size();
		for (int i = 0; i < 600; i++) {
			assertThat(start(this.resolver.resolve(SERVICE, null)).error.get())
				.isInstanceOf(FabricException.ServiceOffline.class);
			pass(Duration.ofMillis(100));
		}
		assertThat(this.naming.questions.size() - afterTenSeconds).isBetween(25, 60);
	}

	@Test
	void aSlowClusterLetsCallersWaitFiveSecondsAndAnswersTheNextOnes() {
		this.naming.answers = (question) -> Mono.delay(Duration.ofSeconds(20), this.clock)
			.map((tick) -> stamped(version(1, "http://h:1")));
		Outcome<Resolution> first = start(this.resolver.resolve(SERVICE, null));
		pass(Duration.ofMillis(4999));
		assertThat(first.error.get()).isNull();
		pass(Duration.ofMillis(1));
		assertThat(first.error.get()).isInstanceOf(FabricException.Timeout.class)
			.hasMessageContaining("fabric:/App/Svc")
			.hasMessageContaining("5S");
		Outcome<Resolution> second = start(this.resolver.resolve(SERVICE, null));
		pass(Duration.ofMillis(4000));
		Outcome<Resolution> third = start(this.resolver.resolve(SERVICE, null));
		pass(Duration.ofSeconds(11));
		assertThat(second.error.get()).isInstanceOf(FabricException.Timeout.class);
		assertThat(third.value.get()).isNull();
		assertThat(this.resolver.cached(SERVICE, null)).isNotNull();
		assertThat(this.naming.questions).hasSize(1);
	}

	@Test
	void doesNotExistIsConfirmedAfterHalfASecondBelievedForTwoAndThenForgotten() {
		AtomicInteger asked = new AtomicInteger();
		this.naming.answers = (question) -> {
			asked.incrementAndGet();
			return Mono.error(new FabricException.ServiceDoesNotExist("FABRIC_E_SERVICE_DOES_NOT_EXIST", "gone"));
		};
		Outcome<Resolution> caller = start(this.resolver.resolve(SERVICE, null));
		assertThat(caller.error.get()).isNull();
		pass(Duration.ofMillis(500));
		assertThat(caller.error.get()).isInstanceOf(FabricException.ServiceDoesNotExist.class);
		assertThat(asked).hasValue(2);
		pass(Duration.ofMillis(1999));
		assertThat(start(this.resolver.resolve(SERVICE, null)).error.get())
			.isInstanceOf(FabricException.ServiceDoesNotExist.class);
		assertThat(asked).hasValue(2);
		answerWithVersion(1);
		pass(Duration.ofMillis(1));
		assertThat(start(this.resolver.resolve(SERVICE, null)).value.get()).isNotNull();
	}

	@Test
	void aFalseDoesNotExistIsNeverSeen() {
		answerWithVersion(1);
		start(this.resolver.resolve(SERVICE, null));
		AtomicInteger denials = new AtomicInteger();
		this.naming.answers = (question) -> (denials.getAndIncrement() == 0)
				? Mono.error(new FabricException.ServiceDoesNotExist("FABRIC_E_SERVICE_DOES_NOT_EXIST", "gone"))
				: Mono.fromSupplier(() -> stamped(version(2, "http://h:2")));
		useFor(Duration.ofSeconds(6));
		assertThat(this.resolver.cached(SERVICE, null).version().fmVersion()).isEqualTo(2);
	}

	@Test
	void aServiceThatIsGoneIsDropped() {
		answerWithVersion(1);
		Resolution held = start(this.resolver.resolve(SERVICE, null)).value.get();
		this.naming.answers = (question) -> Mono
			.error(new FabricException.ServiceDoesNotExist("FABRIC_E_SERVICE_DOES_NOT_EXIST", "gone"));
		Outcome<Resolution> complaint = start(this.resolver.refresh(held));
		pass(Duration.ofMillis(500));
		assertThat(complaint.error.get()).isInstanceOf(FabricException.ServiceDoesNotExist.class);
		assertThat(this.resolver.cached(SERVICE, null)).isNull();
	}

	@Test
	void whoComplainsAboutAnOldAnswerGetsTheNewOneWithoutACall() {
		open(RefreshSettings.OFF);
		AtomicLong version = answerWithVersion(1);
		Resolution old = start(this.resolver.resolve(SERVICE, null)).value.get();
		version.set(2);
		start(this.resolver.refresh(old));
		assertThat(start(this.resolver.refresh(old)).value.get().version().fmVersion()).isEqualTo(2);
		assertThat(this.naming.questions).hasSize(2);
	}

	@Test
	void fiveComplaintsOfOneRequestAreFiveCallsButAStormIsTenASecond() {
		open(RefreshSettings.OFF);
		answerWithVersion(1);
		Resolution answer = start(this.resolver.resolve(SERVICE, null)).value.get();
		for (int i = 0; i < 5; i++) {
			assertThat(start(this.resolver.refresh(answer)).value.get().version().fmVersion()).isEqualTo(1);
		}
		assertThat(this.naming.questions).hasSize(6);
		for (int i = 0; i < 1000; i++) {
			pass(Duration.ofMillis(1));
			assertThat(start(this.resolver.refresh(answer)).value.get()).isNotNull();
		}
		assertThat(this.naming.questions.size()).isLessThanOrEqualTo(6 + 12);
	}

	@Test
	void suspicionIsActedOnOncePerHundredMilliseconds() {
		open(RefreshSettings.OFF);
		AtomicLong version = answerWithVersion(1);
		Resolution answer = start(this.resolver.resolve(SERVICE, null)).value.get();
		pass(Duration.ofSeconds(1));
		for (int i = 0; i < 1000; i++) {
			this.resolver.suspect(answer);
			pass(Duration.ofMillis(1));
		}
		assertThat(this.naming.questions.size()).isBetween(10, 12);
		version.set(2);
		pass(Duration.ofMillis(100));
		this.resolver.suspect(answer);
		pass(Duration.ofMillis(100));
		assertThat(this.resolver.cached(SERVICE, null).version().fmVersion()).isEqualTo(2);
		int asked = this.naming.questions.size();
		this.resolver.suspect(answer);
		pass(Duration.ofSeconds(1));
		assertThat(this.naming.questions).as("the suspect answer is no longer in use").hasSize(asked);
	}

	@Test
	void aNewPrimaryIsFoundWithinAQuarterSecondOfItsElection() {
		open(RefreshSettings.OFF);
		for (Duration gap : List.of(Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(3))) {
			AtomicLong version = answerWithVersion(1000);
			Resolution old = start(this.resolver.resolve(SERVICE, null)).value.get();
			long next = old.version().fmVersion() + 1;
			version.set(old.version().fmVersion());
			List<Outcome<Resolution>> waiters = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				waiters.add(start(this.resolver.awaitNewer(old, Duration.ofSeconds(10))));
			}
			pass(gap);
			version.set(next);
			pass(Duration.ofMillis(250));
			assertThat(waiters).allSatisfy((waiter) -> {
				assertThat(waiter.value.get()).isNotNull();
				assertThat(waiter.value.get().version().fmVersion()).isEqualTo(next);
			});
			this.naming.questions.clear();
			this.resolver.close();
			open(RefreshSettings.OFF);
		}
	}

	@Test
	void waitingForANewerAnswerEndsAtTheDeadlineWithTheLatestKnown() {
		answerWithVersion(1);
		Resolution old = start(this.resolver.resolve(SERVICE, null)).value.get();
		Outcome<Resolution> waiter = start(this.resolver.awaitNewer(old, Duration.ofSeconds(1)));
		pass(Duration.ofMillis(999));
		assertThat(waiter.value.get()).isNull();
		pass(Duration.ofMillis(1));
		assertThat(waiter.value.get().version().fmVersion()).isEqualTo(1);
	}

	@Test
	void aTokenOfAnEarlierLifeIsGivenUp() {
		answerWithVersion(1);
		Resolution old = start(this.resolver.resolve(SERVICE, null)).value.get();
		this.naming.answers = (question) -> (question.previous() != null)
				? Mono.error(new FabricException.MetadataMismatch("mismatch")) : Mono.fromSupplier(
						() -> ScriptedNaming.resolution(SERVICE, Partition.singleton("q"), 1, "http://new:1"));
		assertThat(start(this.resolver.refresh(old)).value.get().partition().id()).isEqualTo("q");
	}

	@Test
	void oneAnswerServesTheWholeRangeOfItsPartition() {
		FabricServiceName ranged = FabricServiceName.of("fabric:/App/Ranged");
		this.naming.partitionings.put(ranged,
				new Partitioning(PartitionScheme.INT64_RANGE, 2, Long.MIN_VALUE, Long.MAX_VALUE, List.of()));
		this.naming.answers = (question) -> {
			long key = ((PartitionKey.Int64) question.key()).value();
			Partition partition = (key < 0) ? Partition.int64Range("low", Long.MIN_VALUE, -1)
					: Partition.int64Range("high", 0, Long.MAX_VALUE);
			return Mono.just(ScriptedNaming.resolution(ranged, partition, 1, "http://h:1"));
		};
		assertThat(start(this.resolver.resolve(ranged, "-5")).value.get().partition().id()).isEqualTo("low");
		for (String key : List.of("-1", "-9223372036854775808", "-77")) {
			assertThat(this.resolver.cached(ranged, key)).extracting((held) -> held.partition().id()).isEqualTo("low");
		}
		assertThat(this.resolver.cached(ranged, "0")).isNull();
		assertThat(start(this.resolver.resolve(ranged, "9223372036854775807")).value.get().partition().id())
			.isEqualTo("high");
		assertThat(this.naming.questions).hasSize(2);
		assertThat(this.naming.described).hasSize(1);
		assertThat(this.resolver.resolveAll(ranged).map((one) -> one.partition().id()).collectList().block())
			.containsExactly("low", "high");
	}

	@Test
	void aClusterThatCutsRangesInAnotherWayIsBelieved() {
		FabricServiceName ranged = FabricServiceName.of("fabric:/App/Ranged");
		Partition small = Partition.int64Range("small", 0, 9);
		Partition large = Partition.int64Range("large", 10, 99);
		this.naming.partitionings.put(ranged, new Partitioning(PartitionScheme.INT64_RANGE, 2, 0, 99, List.of()));
		this.naming.listed = List.of(large, small);
		this.naming.answers = (question) -> Mono
			.just(ScriptedNaming.resolution(ranged, small.contains(question.key()) ? small : large, 1, "http://h:1"));
		assertThat(start(this.resolver.resolve(ranged, "55")).value.get().partition()).isEqualTo(large);
		assertThat(start(this.resolver.resolve(ranged, "12")).value.get().partition()).isEqualTo(large);
		assertThat(this.resolver.cached(ranged, "99").partition()).isEqualTo(large);
		assertThat(start(this.resolver.resolve(ranged, "9")).value.get().partition()).isEqualTo(small);
		assertThat(this.resolver.cached(ranged, "0").partition()).isEqualTo(small);
	}

	@Test
	void aBadKeyIsTheCallersErrorAndNamesTheValidOnes() {
		FabricServiceName ranged = FabricServiceName.of("fabric:/App/Ranged");
		FabricServiceName named = FabricServiceName.of("fabric:/App/Named");
		this.naming.partitionings.put(ranged, new Partitioning(PartitionScheme.INT64_RANGE, 4, -100, 100, List.of()));
		this.naming.partitionings.put(named, new Partitioning(PartitionScheme.NAMED, 2, 0, 0, List.of("west", "east")));
		this.naming.partitionings.put(SERVICE, new Partitioning(PartitionScheme.SINGLETON, 1, 0, 0, List.of()));
		assertRefused(ranged, "abc", "'abc' is no partition key of fabric:/App/Ranged", "from -100 to 100");
		assertRefused(ranged, "101", "101 is outside every partition", "4 Int64Range partitions");
		assertRefused(ranged, "", "needs a partition key", "from -100 to 100");
		assertRefused(named, "north", "'north' is no partition of fabric:/App/Named", "'east', 'west'");
		assertRefused(SERVICE, "5", "singleton service and takes no key");
		assertThat(this.naming.questions.stream().filter((question) -> question.key() != PartitionKey.NONE)).isEmpty();
	}

	private void assertRefused(FabricServiceName service, String key, String... fragments) {
		this.naming.answers = (question) -> Mono
			.error(new FabricException.InvalidPartitionKey("Invalid partition key/ID"));
		assertThat(start(this.resolver.resolve(service, key)).error.get())
			.isInstanceOf(FabricException.InvalidPartitionKey.class)
			.message()
			.contains(fragments);
	}

	@Test
	void aBadKeyLeavesTheAnswersAboutGoodOnesAlone() {
		FabricServiceName named = FabricServiceName.of("fabric:/App/Named");
		this.naming.partitionings.put(named, new Partitioning(PartitionScheme.NAMED, 2, 0, 0, List.of("west", "east")));
		this.naming.answers = (question) -> Mono
			.just(ScriptedNaming.resolution(named, Partition.named("e", "east"), 1, "http://h:1"));
		start(this.resolver.resolve(named, "east"));
		pass(Duration.ofSeconds(3));
		assertThat(start(this.resolver.resolve(named, "north")).error.get()).isNotNull();
		assertThat(this.naming.described).as("looked again for new partitions").hasSize(2);
		assertThat(this.resolver.cached(named, "east")).isNotNull();
		this.naming.partitionings.put(named,
				new Partitioning(PartitionScheme.NAMED, 2, 0, 0, List.of("west", "east", "north")));
		pass(Duration.ofSeconds(2));
		this.naming.answers = (question) -> Mono
			.just(ScriptedNaming.resolution(named, Partition.named("n", "north"), 1, "http://h:2"));
		assertThat(start(this.resolver.resolve(named, "north")).value.get().partition().name()).isEqualTo("north");
	}

	@Test
	void backgroundCallsKeepToTheirCeiling() {
		open(new RefreshSettings(true, Duration.ofSeconds(5), 10, Duration.ofHours(1)));
		FabricServiceName ranged = FabricServiceName.of("fabric:/App/Ranged");
		int count = 500;
		this.naming.partitionings.put(ranged,
				new Partitioning(PartitionScheme.INT64_RANGE, count, 0, count - 1, List.of()));
		this.naming.answers = (question) -> {
			long key = ((PartitionKey.Int64) question.key()).value();
			return Mono.fromSupplier(() -> stamped(
					ScriptedNaming.resolution(ranged, Partition.int64Range("p" + key, key, key), 1, "http://h:1")));
		};
		this.resolver.resolveAll(ranged).blockLast();
		assertThat(this.naming.questions).hasSize(count);
		pass(Duration.ofSeconds(60));
		assertThat(this.naming.questions.size() - count).isBetween(500, 601);
	}

}
