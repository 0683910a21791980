package io.selvage.fabric.resolution;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Timers and the monotonic clock they agree with. Ages and expiries never look at the
 * wall clock.
 *
 * @param scheduler runs timers
 * @param nanos the monotonic clock
 */
public record ResolverTime(Scheduler scheduler, LongSupplier nanos) {

	long now() {
		return this.nanos.getAsLong();
	}

	Disposable after(long delayNanos, Runnable task) {
		return this.scheduler.schedule(task, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
	}

	Disposable every(long periodNanos, Runnable task) {
		return this.scheduler.schedulePeriodically(task, periodNanos, periodNanos, TimeUnit.NANOSECONDS);
	}

	Mono<Long> delay(Duration duration) {
		return Mono.delay(duration, this.scheduler);
	}

}
