package io.selvage.fabric.discovery;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes a heartbeat when services come or go. Replicas that move are no reason for
 * one: listeners answer a heartbeat by rebuilding all their routes, and may block.
 */
final class ServiceSetWatch implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ServiceSetWatch.class);

	private final ReactiveDiscoveryClient client;

	private final Duration interval;

	private final ApplicationEventPublisher events;

	private final Scheduler scheduler;

	private final AtomicBoolean running = new AtomicBoolean();

	private volatile @Nullable Disposable timer;

	private volatile Set<String> known = Set.of();

	ServiceSetWatch(ReactiveDiscoveryClient client, Duration interval, ApplicationEventPublisher events,
			Scheduler scheduler) {
		this.client = client;
		this.interval = interval;
		this.events = events;
		this.scheduler = scheduler;
	}

	@Override
	public void start() {
		if (this.running.compareAndSet(false, true)) {
			this.timer = Flux.interval(Duration.ZERO, this.interval, this.scheduler)
				.onBackpressureDrop()
				.concatMap((tick) -> look(), 1)
				.subscribe();
		}
	}

	private Mono<Void> look() {
		return this.client.getServices()
			.<Set<String>>collect(TreeSet::new, Set::add)
			.publishOn(this.scheduler)
			.doOnNext(this::compare)
			.then()
			.onErrorResume((ex) -> {
				logger.warn("Services could not be compared: {}", ex.toString());
				return Mono.empty();
			});
	}

	private void compare(Set<String> seen) {
		if (!seen.equals(this.known)) {
			this.events.publishEvent(new HeartbeatEvent(this, seen.hashCode()));
			this.known = seen;
		}
	}

	@Override
	public void stop() {
		Disposable started = this.timer;
		if (this.running.compareAndSet(true, false) && started != null) {
			started.dispose();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running.get();
	}

}
