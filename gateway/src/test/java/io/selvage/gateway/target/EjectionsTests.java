package io.selvage.gateway.target;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EjectionsTests {

	private final AtomicLong time = new AtomicLong();

	private final Ejections ejections = new Ejections(EjectionRule.DEFAULT, this.time::get);

	@Test
	void anEjectedEndpointIsLeftAloneForTenSecondsAndThenProbedByOne() {
		this.ejections.eject("a");
		assertThat(this.ejections.claim("a")).isFalse();
		assertThat(this.ejections.claim("b")).isTrue();

		advance(10);

		assertThat(this.ejections.claim("a")).isTrue();
		assertThat(this.ejections.claim("a")).isFalse();
	}

	@Test
	void theTimeDoublesWithEachFailedProbe() {
		this.ejections.eject("a");
		advance(10);
		assertThat(this.ejections.claim("a")).isTrue();
		this.ejections.eject("a");

		advance(19);
		assertThat(this.ejections.claim("a")).isFalse();
		advance(1);
		assertThat(this.ejections.claim("a")).isTrue();
	}

	@Test
	void requestsThatFailTogetherCountOnce() {
		for (int i = 0; i < 100; i++) {
			this.ejections.eject("a");
		}

		advance(10);

		assertThat(this.ejections.claim("a")).isTrue();
	}

	@Test
	void aReadmittedEndpointBeginsAnew() {
		this.ejections.eject("a");
		this.ejections.readmit("a");

		assertThat(this.ejections.none()).isTrue();
		assertThat(this.ejections.claim("a")).isTrue();
	}

	@Test
	void aProbeThatNeverReportsIsReplaced() {
		this.ejections.eject("a");
		advance(10);
		assertThat(this.ejections.claim("a")).isTrue();

		advance(10);

		assertThat(this.ejections.claim("a")).isTrue();
	}

	@Test
	void endpointsThatAreNoMoreAreForgotten() {
		this.ejections.eject("gone");
		advance(3600);
		this.ejections.eject("a");

		assertThat(this.ejections.endpoints()).containsExactly("a");
	}

	@Test
	void nothingIsEjectedIfThatIsSwitchedOff() {
		Ejections off = new Ejections(EjectionRule.OFF, this.time::get);

		off.eject("a");

		assertThat(off.none()).isTrue();
	}

	private void advance(int seconds) {
		this.time.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

}
