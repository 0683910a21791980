package io.selvage.fabric.resolution;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Partition;
import io.selvage.fabric.Resolution;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A resolver that asks a scripted naming service, and time that passes when a test says
 * so. Tests tell how answers are refreshed by opening it anew.
 */
final class ResolverStage implements AfterEachCallback {

	static final FabricServiceName SERVICE = FabricServiceName.of("fabric:/App/Svc");

	static final Partition ONLY = Partition.singleton("p");

	final VirtualTimeScheduler clock = VirtualTimeScheduler.create();

	final ScriptedNaming naming = new ScriptedNaming();

	CachingPartitionResolver resolver;

	ResolverStage() {
		open(RefreshSettings.DEFAULT);
	}

	void open(RefreshSettings refresh) {
		this.resolver = new CachingPartitionResolver(this.naming, CacheSettings.DEFAULT, refresh,
				new ResolverTime(this.clock, () -> this.clock.now(TimeUnit.NANOSECONDS)), ResolutionObserver.NONE);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.resolver.close();
	}

	void pass(Duration duration) {
		this.clock.advanceTimeBy(duration);
	}

	Resolution version(long version, String... addresses) {
		return ScriptedNaming.resolution(SERVICE, ONLY, version, addresses);
	}

	/** Answers with a version that stays until it is raised. */
	AtomicLong answerWithVersion(long first) {
		AtomicLong version = new AtomicLong(first);
		this.naming.answers = (question) -> Mono
			.fromSupplier(() -> stamped(version(version.get(), "http://h:" + version.get())));
		return version;
	}

	Resolution stamped(Resolution resolution) {
		return resolution.confirmed(this.clock.now(TimeUnit.NANOSECONDS));
	}

	static <T> Outcome<T> start(Mono<T> mono) {
		Outcome<T> outcome = new Outcome<>();
		mono.subscribe(outcome.value::set, outcome.error::set);
		return outcome;
	}

	/** Asks every second, as traffic does. */
	void useFor(Duration duration) {
		for (long second = 0; second < duration.toSeconds(); second++) {
			pass(Duration.ofSeconds(1));
			assertThat(this.resolver.cached(SERVICE, null)).isNotNull();
		}
	}

	static final class Outcome<T> {

		final AtomicReference<T> value = new AtomicReference<>();

		final AtomicReference<Throwable> error = new AtomicReference<>();

	}

}
