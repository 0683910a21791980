package io.selvage.gateway.management;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.attempt.TestRequests;
import io.selvage.gateway.target.SingleTarget;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.MonotonicClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackendsEndpointTests {

	private final BackendBreaker breaker = new BackendBreaker("a", null, false, new MonotonicClock());

	private final BackendsEndpoint endpoint = new BackendsEndpoint(
			() -> Map.of("a", new SingleTarget(TestRequests.endpoint("http://a"), this.breaker)));

	@Test
	void showsTheStateOfABackendAndOfAll() {
		assertThat(this.endpoint.backend("A"))
			.isEqualTo(new BackendStatus("A", true, true, new BackendStatus.Circuit("closed", "PT0S", false, 0),
					List.of(new BackendStatus.Address("http://a", false, false)), List.of()));
		assertThat(this.endpoint.backends().get("backends")).extracting(BackendStatus::name).containsExactly("a");
		assertThat(this.endpoint.backend("b")).isNull();
	}

	@Test
	void showsThatACircuitWasOpenedByHand() {
		this.breaker.trip(Duration.ofMinutes(5));
		BackendStatus tripped = this.endpoint.backend("a");
		assertThat(tripped.available()).isFalse();
		assertThat(tripped.circuit().state()).isEqualTo("open");
		assertThat(tripped.circuit().byHand()).isTrue();
	}

}
