package io.selvage.gateway.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvage.gateway.attempt.TestRequests;
import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.target.Attempt;
import io.selvage.gateway.target.breaker.Breakers;
import io.selvage.gateway.target.breaker.MonotonicClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Breakers breakers = new Breakers(false, new MonotonicClock(), new CircuitMeters(this.registry));

	private final AttemptMeters meters = new AttemptMeters(this.registry);

	@Test
	void attemptsAreTimedByBackendAndOutcomeAndResendsCounted() {
		record(1, BackendError.CONNECT);
		record(2, BackendError.CONNECT);
		record(1, BackendError.TIMEOUT);

		assertThat(this.registry.get("selvage.backend.attempts")
			.tags("backend", "backend", "outcome", "connect")
			.timer()
			.count()).isEqualTo(2);
		assertThat(this.registry.get("selvage.backend.attempts")
			.tags("outcome", "timeout")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);
		assertThat(this.registry.get("selvage.backend.resends").counter().count()).isEqualTo(1);
	}

	@Test
	void theStateOfTheCircuitIsShownBeforeThereWasAnyRequest() {
		this.breakers.of("backend", null);
		assertThat(this.registry.get("selvage.backend.circuit.open").gauge().value()).isZero();

		this.breakers.find("backend").trip(Duration.ofMinutes(1));

		assertThat(this.registry.get("selvage.backend.circuit.open").gauge().value()).isEqualTo(1);
		assertThat(this.registry.get("selvage.backend.circuit.trips").functionCounter().count()).isEqualTo(1);
	}

	private void record(int number, BackendError error) {
		this.meters.ended(TestRequests.execution("GET").context(),
				new Attempt(number, TestRequests.endpoint("http://backend"),
						new AttemptOutcome.Failed(new BackendFailure(error, "")), 5_000_000));
	}

}
