package io.selvage.fabric.resolution;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.naming.ServiceDescription.Partitioning;
import io.selvage.fabric.resolution.ResolverStage.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

import static io.selvage.fabric.resolution.ResolverStage.SERVICE;
import static io.selvage.fabric.resolution.ResolverStage.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long an answer is believed, and who asks again.
 */
class RefreshTests {

	@RegisterExtension
	final ResolverStage stage = new ResolverStage();

	@Test
	void aPartitionInUseIsAskedForWithItsLastVersionOncePerPeriod() {
		AtomicLong version = this.stage.answerWithVersion(1);
		start(this.stage.resolver.resolve(SERVICE, null));
		version.set(2);
		this.stage.useFor(Duration.ofSeconds(5));
		assertThat(this.stage.resolver.cached(SERVICE, null).version().fmVersion()).isEqualTo(2);
		assertThat(this.stage.naming.questions).hasSize(2);
		assertThat(this.stage.naming.questions.get(0).previous()).isNull();
		assertThat(this.stage.naming.questions.get(1).previous().token()).isEqualTo("token-1");
		this.stage.useFor(Duration.ofSeconds(60));
		assertThat(this.stage.naming.questions).hasSizeBetween(2 + 12, 2 + 15);
	}

	@Test
	void withoutRefreshAnAnswerInUseStaysAsItIsForEver() {
		this.stage.resolver.close();
		this.stage.open(RefreshSettings.OFF);
		AtomicLong version = this.stage.answerWithVersion(1);
		start(this.stage.resolver.resolve(SERVICE, null));
		version.set(2);
		this.stage.useFor(Duration.ofHours(1));
		assertThat(this.stage.resolver.cached(SERVICE, null).version().fmVersion()).isEqualTo(1);
		assertThat(this.stage.naming.questions).hasSize(1);
	}

	@Test
	void anIdlePartitionCostsNothingAndIsCheckedBeforeItsNextUse() {
		AtomicLong version = this.stage.answerWithVersion(1);
		start(this.stage.resolver.resolve(SERVICE, null));
		this.stage.pass(Duration.ofSeconds(40));
		int asked = this.stage.naming.questions.size();
		this.stage.pass(Duration.ofMinutes(5));
		assertThat(this.stage.naming.questions).hasSize(asked);
		version.set(9);
		assertThat(this.stage.resolver.cached(SERVICE, null)).isNull();
		assertThat(start(this.stage.resolver.resolve(SERVICE, null)).value.get().version().fmVersion()).isEqualTo(9);
		assertThat(this.stage.naming.questions).last()
			.extracting((question) -> question.previous().token())
			.isEqualTo("token-1");
		this.stage.useFor(Duration.ofSeconds(10));
		assertThat(this.stage.naming.questions.size()).as("refreshed again").isGreaterThan(asked + 1);
	}

	@Test
	void anIdlePartitionIsServedStaleIfTheClusterIsAwayOrSlow() {
		this.stage.answerWithVersion(1);
		start(this.stage.resolver.resolve(SERVICE, null));
		this.stage.pass(Duration.ofMinutes(2));
		this.stage.naming.answers = (question) -> Mono.never();
		Outcome<Resolution> caller = start(this.stage.resolver.resolve(SERVICE, null));
		assertThat(caller.value.get()).isNull();
		this.stage.pass(Duration.ofMillis(250));
		assertThat(caller.value.get().version().fmVersion()).isEqualTo(1);
	}

	@Test
	void theExpirySlides() {
		this.stage.open(RefreshSettings.OFF);
		this.stage.answerWithVersion(1);
		start(this.stage.resolver.resolve(SERVICE, null));
		for (int i = 0; i < 5; i++) {
			this.stage.pass(Duration.ofMinutes(9));
			assertThat(this.stage.resolver.cached(SERVICE, null)).isNotNull();
		}
		this.stage.pass(Duration.ofMinutes(11));
		assertThat(this.stage.resolver.cached(SERVICE, null)).isNull();
		assertThat(this.stage.naming.questions).hasSize(1);
		assertThat(this.stage.resolver.statistics().services()).isZero();
	}

	@Test
	void namingAwayForHalfAnHourCausesNoErrorAndAnHonestAge() {
		this.stage.answerWithVersion(1);
		start(this.stage.resolver.resolve(SERVICE, null));
		this.stage.naming.answers = (question) -> Mono
			.error(new FabricException.Unreachable("CONNECTION_FAILED", "refused", null));
		int before = this.stage.naming.questions.size();
		this.stage.useFor(Duration.ofMinutes(30));
		Resolution stale = this.stage.resolver.cached(SERVICE, null);
		assertThat(stale.stale()).isTrue();
		assertThat(stale.refreshFailure()).hasMessage("refused");
		assertThat(Duration.ofNanos(stale.ageNanos(this.stage.clock.now(TimeUnit.NANOSECONDS))))
			.isGreaterThanOrEqualTo(Duration.ofMinutes(30));
		assertThat(Duration.ofNanos(this.stage.resolver.statistics().oldestNanos()))
			.isGreaterThanOrEqualTo(Duration.ofMinutes(30));
		assertThat(this.stage.naming.questions.size() - before).as("calls in 30 min").isLessThan(1800);
		assertThat(start(this.stage.resolver.refresh(stale)).value.get().stale()).isTrue();
		this.stage.answerWithVersion(2);
		this.stage.useFor(Duration.ofSeconds(6));
		assertThat(this.stage.resolver.cached(SERVICE, null).stale()).isFalse();
		assertThat(this.stage.resolver.cached(SERVICE, null).version().fmVersion()).isEqualTo(2);
	}

	@Test
	void backgroundCallsKeepToTheirCeiling() {
		this.stage.open(new RefreshSettings(true, Duration.ofSeconds(5), 10, Duration.ofHours(1)));
		FabricServiceName ranged = FabricServiceName.of("fabric:/App/Ranged");
		int count = 500;
		this.stage.naming.partitionings.put(ranged,
				new Partitioning(PartitionScheme.INT64_RANGE, count, 0, count - 1, List.of()));
		this.stage.naming.answers = (question) -> {
			long key = ((PartitionKey.Int64) question.key()).value();
			return Mono.fromSupplier(() -> this.stage.stamped(
					ScriptedNaming.resolution(ranged, Partition.int64Range("p" + key, key, key), 1, "http://h:1")));
		};
		this.stage.resolver.resolveAll(ranged).blockLast();
		assertThat(this.stage.naming.questions).hasSize(count);
		this.stage.pass(Duration.ofSeconds(60));
		assertThat(this.stage.naming.questions.size() - count).isBetween(500, 601);
	}

}
