package io.selvage.fabric.resolution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.resolution.ResolverStage.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static io.selvage.fabric.resolution.ResolverStage.SERVICE;
import static io.selvage.fabric.resolution.ResolverStage.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who asks for a partition shares the call of others, and waits so long and no longer.
 */
class CachingPartitionResolverTests {

	@RegisterExtension
	final ResolverStage stage = new ResolverStage();

	@Test
	void callersOfOnePartitionShareOneCall() {
		Sinks.One<Resolution> answer = Sinks.one();
		this.stage.naming.answers = (question) -> answer.asMono();
		List<Outcome<Resolution>> callers = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			callers.add(start(this.stage.resolver.resolve(SERVICE, null)));
		}
		Resolution resolution = this.stage.version(1, "http://h:1");
		answer.tryEmitValue(resolution);
		assertThat(callers).allSatisfy((caller) -> assertThat(caller.value.get()).isEqualTo(resolution));
		assertThat(this.stage.naming.questions).hasSize(1);
		assertThat(this.stage.resolver.cached(SERVICE, null)).isSameAs(this.stage.resolver.cached(SERVICE, ""));
	}

	@Test
	void aCallerThatLeavesDoesNotEndTheSharedCall() {
		Sinks.One<Resolution> answer = Sinks.one();
		this.stage.naming.answers = (question) -> answer.asMono();
		this.stage.resolver.resolve(SERVICE, null).subscribe().dispose();
		answer.tryEmitValue(this.stage.version(1, "http://h:1"));
		assertThat(this.stage.resolver.cached(SERVICE, null)).isNotNull();
	}

	@Test
	void inSteadyFailureAColdKeyIsAskedForAtMostOnceASecondAfterTheFirstTries() {
		this.stage.naming.answers = (question) -> Mono.error(new FabricException.ServiceOffline("offline"));
		for (int i = 0; i < 100; i++) {
			start(this.stage.resolver.resolve(SERVICE, null));
			this.stage.pass(Duration.ofMillis(100));
		}
		int afterTenSeconds = this.stage.naming.questions.size();
		for (int i = 0; i < 600; i++) {
			assertThat(start(this.stage.resolver.resolve(SERVICE, null)).error.get())
				.isInstanceOf(FabricException.ServiceOffline.class);
			this.stage.pass(Duration.ofMillis(100));
		}
		assertThat(this.stage.naming.questions.size() - afterTenSeconds).isBetween(25, 60);
	}

	@Test
	void aSlowClusterLetsCallersWaitFiveSecondsAndAnswersTheNextOnes() {
		this.stage.naming.answers = (question) -> Mono.delay(Duration.ofSeconds(20), this.stage.clock)
			.map((tick) -> this.stage.stamped(this.stage.version(1, "http://h:1")));
		Outcome<Resolution> first = start(this.stage.resolver.resolve(SERVICE, null));
		this.stage.pass(Duration.ofMillis(4999));
		assertThat(first.error.get()).isNull();
		this.stage.pass(Duration.ofMillis(1));
		assertThat(first.error.get()).isInstanceOf(FabricException.Timeout.class)
			.hasMessageContaining("fabric:/App/Svc")
			.hasMessageContaining("5S");
		Outcome<Resolution> second = start(this.stage.resolver.resolve(SERVICE, null));
		this.stage.pass(Duration.ofMillis(4000));
		Outcome<Resolution> third = start(this.stage.resolver.resolve(SERVICE, null));
		this.stage.pass(Duration.ofSeconds(11));
		assertThat(second.error.get()).isInstanceOf(FabricException.Timeout.class);
		assertThat(third.value.get()).isNull();
		assertThat(this.stage.resolver.cached(SERVICE, null)).isNotNull();
		assertThat(this.stage.naming.questions).hasSize(1);
	}

}
