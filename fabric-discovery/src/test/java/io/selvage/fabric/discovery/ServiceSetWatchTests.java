package io.selvage.fabric.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceSetWatchTests {

	private final List<String> services = new ArrayList<>(List.of("fabric:/A/B"));

	private final ReactiveDiscoveryClient client = new ReactiveDiscoveryClient() {

		@Override
		public String description() {
			return "test";
		}

		@Override
		public Flux<ServiceInstance> getInstances(String serviceId) {
			return Flux.empty();
		}

		@Override
		public Flux<String> getServices() {
			return ServiceSetWatchTests.this.services.isEmpty() ? Flux.error(new IllegalStateException("away"))
					: Flux.fromIterable(List.copyOf(ServiceSetWatchTests.this.services));
		}

	};

	@Test
	void aHeartbeatComesWhenTheSetOfServicesChangesAndAtNoOtherTime() {
		VirtualTimeScheduler clock = VirtualTimeScheduler.create();
		List<Object> heartbeats = new ArrayList<>();
		ServiceSetWatch watch = new ServiceSetWatch(this.client, Duration.ofSeconds(30), heartbeats::add, clock);
		watch.start();
		clock.advanceTimeBy(Duration.ofMinutes(10));
		assertThat(heartbeats).hasSize(1);
		this.services.add("fabric:/A/C");
		clock.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(heartbeats).hasSize(2);
		this.services.clear();
		clock.advanceTimeBy(Duration.ofMinutes(1));
		this.services.addAll(List.of("fabric:/A/C", "fabric:/A/B"));
		clock.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(heartbeats).as("trouble and another order are no change").hasSize(2);
		watch.stop();
		this.services.add("fabric:/A/D");
		clock.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(heartbeats).hasSize(2);
		assertThat(watch.isRunning()).isFalse();
	}

}
