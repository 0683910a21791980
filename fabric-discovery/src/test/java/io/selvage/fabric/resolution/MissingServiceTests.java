package io.selvage.fabric.resolution;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.resolution.ResolverStage.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

import static io.selvage.fabric.resolution.ResolverStage.SERVICE;
import static io.selvage.fabric.resolution.ResolverStage.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service the cluster says it does not have.
 */
class MissingServiceTests {

	@RegisterExtension
	final ResolverStage stage = new ResolverStage();

	@Test
	void doesNotExistIsConfirmedAfterHalfASecondBelievedForTwoAndThenForgotten() {
		AtomicInteger asked = new AtomicInteger();
		this.stage.naming.answers = (question) -> {
			asked.incrementAndGet();
			return Mono.error(new FabricException.ServiceDoesNotExist("FABRIC_E_SERVICE_DOES_NOT_EXIST", "gone"));
		};
		Outcome<Resolution> caller = start(this.stage.resolver.resolve(SERVICE, null));
		assertThat(caller.error.get()).isNull();
		this.stage.pass(Duration.ofMillis(500));
		assertThat(caller.error.get()).isInstanceOf(FabricException.ServiceDoesNotExist.class);
		assertThat(asked).hasValue(2);
		this.stage.pass(Duration.ofMillis(1999));
		assertThat(start(this.stage.resolver.resolve(SERVICE, null)).error.get())
			.isInstanceOf(FabricException.ServiceDoesNotExist.class);
		assertThat(asked).hasValue(2);
		this.stage.answerWithVersion(1);
		this.stage.pass(Duration.ofMillis(1));
		assertThat(start(this.stage.resolver.resolve(SERVICE, null)).value.get()).isNotNull();
	}

	@Test
	void aFalseDoesNotExistIsNeverSeen() {
		this.stage.answerWithVersion(1);
		start(this.stage.resolver.resolve(SERVICE, null));
		AtomicInteger denials = new AtomicInteger();
		this.stage.naming.answers = (question) -> (denials.getAndIncrement() == 0)
				? Mono.error(new FabricException.ServiceDoesNotExist("FABRIC_E_SERVICE_DOES_NOT_EXIST", "gone"))
				: Mono.fromSupplier(() -> this.stage.stamped(this.stage.version(2, "http://h:2")));
		this.stage.useFor(Duration.ofSeconds(6));
		assertThat(this.stage.resolver.cached(SERVICE, null).version().fmVersion()).isEqualTo(2);
	}

	@Test
	void aServiceThatIsGoneIsDropped() {
		this.stage.answerWithVersion(1);
		Resolution held = start(this.stage.resolver.resolve(SERVICE, null)).value.get();
		this.stage.naming.answers = (question) -> Mono
			.error(new FabricException.ServiceDoesNotExist("FABRIC_E_SERVICE_DOES_NOT_EXIST", "gone"));
		Outcome<Resolution> complaint = start(this.stage.resolver.refresh(held));
		this.stage.pass(Duration.ofMillis(500));
		assertThat(complaint.error.get()).isInstanceOf(FabricException.ServiceDoesNotExist.class);
		assertThat(this.stage.resolver.cached(SERVICE, null)).isNull();
	}

}
