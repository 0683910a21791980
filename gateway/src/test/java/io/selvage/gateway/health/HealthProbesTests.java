package io.selvage.gateway.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.forward.ProbeClient;
import io.selvage.gateway.target.SingleTarget;
import io.selvage.gateway.target.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HealthProbesTests {

	private static final ProbeRule RULE = new ProbeRule("/health", Duration.ofSeconds(10), Duration.ofSeconds(1), 2, 3);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final List<String> probed = new ArrayList<>();

	private @Nullable Target target = new SingleTarget(
			new Endpoint(MessageUrl.parse("http://a"), "http://a", () -> "a", Endpoint.FORWARD_REQUEST), null);

	private boolean good = true;

	private HealthProbes probes;

	@BeforeEach
	void start() {
		ProbeClient client = (endpoint, path, timeout) -> {
			this.probed.add(endpoint.id() + path);
			return Mono.just(new ProbeClient.Result(this.good, ""));
		};
		this.probes = new HealthProbes((id) -> id.equals("a") ? this.target : null, client);
		this.probes.start(Map.of("a", RULE));
	}

	@AfterEach
	void stop() {
		this.probes.close();
		VirtualTimeScheduler.reset();
	}

	@Test
	void probesOncePerIntervalVariedByATenth() {
		assertThat(this.probed).containsExactly("http://a/health");

		this.time.advanceTimeBy(Duration.ofMillis(8_999));
		assertThat(this.probed).hasSize(1);

		this.time.advanceTimeBy(Duration.ofMillis(2_001));
		assertThat(this.probed).hasSize(2);
	}

	@Test
	void anEndpointIsUnhealthyAfterTheThresholdAndHealthyAfterTheOther() {
		this.good = false;
		round();
		assertThat(this.target.healthy()).isTrue();
		round();
		assertThat(this.target.healthy()).isFalse();
		assertThat(this.target.ejections().unhealthy()).containsExactly("http://a");

		this.good = true;
		round();
		round();
		assertThat(this.target.healthy()).isFalse();
		round();
		assertThat(this.target.healthy()).isTrue();
	}

	@Test
	void aBackendThatIsGoneIsNotProbedUntilItComesBack() {
		Target kept = this.target;
		this.target = null;
		round();
		round();
		assertThat(this.probed).hasSize(1);

		this.target = kept;
		round();
		assertThat(this.probed).hasSize(2);
	}

	@Test
	void nothingIsProbedAfterTheEnd() {
		this.probes.close();

		round();

		assertThat(this.probed).hasSize(1);
	}

	@Test
	void impossibleRulesAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProbeRule("health", Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProbeRule("/", Duration.ofMillis(1), Duration.ofSeconds(1), 1, 1));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProbeRule("/", Duration.ofSeconds(1), Duration.ZERO, 1, 1));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProbeRule("/", Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 1));
	}

	private void round() {
		this.time.advanceTimeBy(Duration.ofSeconds(11).minusMillis(1));
	}

}
