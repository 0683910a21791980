package io.selvage.gateway.management;

import java.util.Map;

import io.selvage.gateway.attempt.TestRequests;
import io.selvage.gateway.target.SingleTarget;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.MonotonicClock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackendsEndpointTests {

	private final BackendBreaker breaker = new BackendBreaker("a", null, false, new MonotonicClock());

	private final BackendsEndpoint endpoint = new BackendsEndpoint(
			() -> Map.of("a", new SingleTarget(TestRequests.endpoint("http://a"), this.breaker)));

	@Test
	void showsTheStateOfABackend() {
		assertThat(this.endpoint.backend("A")).containsEntry("available", true)
			.containsEntry("healthy", true)
			.extractingByKey("circuit")
			.asString()
			.contains("state=closed");
		assertThat(this.endpoint.backend("b")).isNull();
	}

	@Test
	void tripsAndResetsByHand() {
		assertThat(this.endpoint.act("a", "trip", "PT5M")).containsEntry("available", false)
			.extractingByKey("circuit")
			.asString()
			.contains("state=open", "byHand=true");
		assertThat(this.breaker.tryAcquire()).isFalse();

		this.endpoint.act("a", "reset", null);
		assertThat(this.breaker.tryAcquire()).isTrue();
	}

	@Test
	void otherActionsAndMalformedDurationsAreRefused() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.act("a", "explode", null));
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.act("a", "trip", "soon"));
	}

}
