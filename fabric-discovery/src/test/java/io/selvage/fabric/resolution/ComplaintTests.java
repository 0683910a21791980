package io.selvage.fabric.resolution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.Partition;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.resolution.ResolverStage.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

import static io.selvage.fabric.resolution.ResolverStage.SERVICE;
import static io.selvage.fabric.resolution.ResolverStage.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who has reason to think that an answer is old.
 */
class ComplaintTests {

	@RegisterExtension
	final ResolverStage stage = new ResolverStage();

	@Test
	void whoComplainsAboutAnOldAnswerGetsTheNewOneWithoutACall() {
		this.stage.open(RefreshSettings.OFF);
		AtomicLong version = this.stage.answerWithVersion(1);
		Resolution old = start(this.stage.resolver.resolve(SERVICE, null)).value.get();
		version.set(2);
		start(this.stage.resolver.refresh(old));
		assertThat(start(this.stage.resolver.refresh(old)).value.get().version().fmVersion()).isEqualTo(2);
		assertThat(this.stage.naming.questions).hasSize(2);
	}

	@Test
	void fiveComplaintsOfOneRequestAreFiveCallsButAStormIsTenASecond() {
		this.stage.open(RefreshSettings.OFF);
		this.stage.answerWithVersion(1);
		Resolution answer = start(this.stage.resolver.resolve(SERVICE, null)).value.get();
		for (int i = 0; i < 5; i++) {
			assertThat(start(this.stage.resolver.refresh(answer)).value.get().version().fmVersion()).isEqualTo(1);
		}
		assertThat(this.stage.naming.questions).hasSize(6);
		for (int i = 0; i < 1000; i++) {
			this.stage.pass(Duration.ofMillis(1));
			assertThat(start(this.stage.resolver.refresh(answer)).value.get()).isNotNull();
		}
		assertThat(this.stage.naming.questions.size()).isLessThanOrEqualTo(6 + 12);
	}

	@Test
	void suspicionIsActedOnOncePerHundredMilliseconds() {
		this.stage.open(RefreshSettings.OFF);
		AtomicLong version = this.stage.answerWithVersion(1);
		Resolution answer = start(this.stage.resolver.resolve(SERVICE, null)).value.get();
		this.stage.pass(Duration.ofSeconds(1));
		for (int i = 0; i < 1000; i++) {
			this.stage.resolver.suspect(answer);
			this.stage.pass(Duration.ofMillis(1));
		}
		assertThat(this.stage.naming.questions.size()).isBetween(10, 12);
		version.set(2);
		this.stage.pass(Duration.ofMillis(100));
		this.stage.resolver.suspect(answer);
		this.stage.pass(Duration.ofMillis(100));
		assertThat(this.stage.resolver.cached(SERVICE, null).version().fmVersion()).isEqualTo(2);
		int asked = this.stage.naming.questions.size();
		this.stage.resolver.suspect(answer);
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(this.stage.naming.questions).as("the suspect answer is no longer in use").hasSize(asked);
	}

	@Test
	void aNewPrimaryIsFoundWithinAQuarterSecondOfItsElection() {
		this.stage.open(RefreshSettings.OFF);
		for (Duration gap : List.of(Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(3))) {
			AtomicLong version = this.stage.answerWithVersion(1000);
			Resolution old = start(this.stage.resolver.resolve(SERVICE, null)).value.get();
			long next = old.version().fmVersion() + 1;
			version.set(old.version().fmVersion());
			List<Outcome<Resolution>> waiters = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				waiters.add(start(this.stage.resolver.awaitNewer(old, Duration.ofSeconds(10))));
			}
			this.stage.pass(gap);
			version.set(next);
			this.stage.pass(Duration.ofMillis(250));
			assertThat(waiters).allSatisfy((waiter) -> {
				assertThat(waiter.value.get()).isNotNull();
				assertThat(waiter.value.get().version().fmVersion()).isEqualTo(next);
			});
			this.stage.naming.questions.clear();
			this.stage.resolver.close();
			this.stage.open(RefreshSettings.OFF);
		}
	}

	@Test
	void waitingForANewerAnswerEndsAtTheDeadlineWithTheLatestKnown() {
		this.stage.answerWithVersion(1);
		Resolution old = start(this.stage.resolver.resolve(SERVICE, null)).value.get();
		Outcome<Resolution> waiter = start(this.stage.resolver.awaitNewer(old, Duration.ofSeconds(1)));
		this.stage.pass(Duration.ofMillis(999));
		assertThat(waiter.value.get()).isNull();
		this.stage.pass(Duration.ofMillis(1));
		assertThat(waiter.value.get().version().fmVersion()).isEqualTo(1);
	}

	@Test
	void aTokenOfAnEarlierLifeIsGivenUp() {
		this.stage.answerWithVersion(1);
		Resolution old = start(this.stage.resolver.resolve(SERVICE, null)).value.get();
		this.stage.naming.answers = (question) -> (question.previous() != null)
				? Mono.error(new FabricException.MetadataMismatch("mismatch")) : Mono.fromSupplier(
						() -> ScriptedNaming.resolution(SERVICE, Partition.singleton("q"), 1, "http://new:1"));
		assertThat(start(this.stage.resolver.refresh(old)).value.get().partition().id()).isEqualTo("q");
	}

}
