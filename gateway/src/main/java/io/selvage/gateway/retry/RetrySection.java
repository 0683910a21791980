package io.selvage.gateway.retry;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A retry section: executes its body once, and again while the condition, asked after
 * each execution, holds and retries are left. Built on a Resilience4j {@link Retry} that
 * is driven through its asynchronous context: Resilience4j counts, asks and computes the
 * wait; the section acts. Immutable and thread-safe; made once, run for many requests.
 * <p>
 * Nothing is allocated in Reactor as long as bodies are synchronous and there is nothing
 * to wait for. When retries are used up, the last outcome stands, be it an answer or an
 * error.
 */
public final class RetrySection {

	private final Retry retry;

	private final int count;

	/**
	 * Creates a section.
	 * @param name the name of the Resilience4j retry, under which its events appear
	 * @param count how often the body is executed again at most, 0 or more
	 * @param waits how long to wait before a retry
	 */
	public RetrySection(String name, int count, RetryWaits waits) {
		this(name, count, waits, () -> ThreadLocalRandom.current().nextDouble());
	}

	RetrySection(String name, int count, RetryWaits waits, DoubleSupplier random) {
		if (count < 0) {
			throw new IllegalArgumentException("A retry section cannot have " + count + " retries");
		}
		RetryConfig config = RetryConfig.<RetryRun>custom()
			.maxAttempts(count + 1)
			.retryOnResult(RetryRun::askCondition)
			.retryOnException((failure) -> false)
			.intervalBiFunction((retry, outcome) -> waits.millisBefore(retry, random))
			.build();
		this.retry = Retry.of(name, config);
		this.count = count;
	}

	/**
	 * Returns the Resilience4j retry, for its events and counters.
	 * @return the retry
	 */
	public Retry retry() {
		return this.retry;
	}

	/**
	 * Runs the section for a request.
	 * @param scope the request and its condition
	 * @param body what is executed
	 * @return null if the section is done, else what completes, or fails with the last
	 * failure of the body, when it is
	 */
	public @Nullable Mono<Void> run(RetryScope scope, RetryBody body) {
		return new RetryRun(this.retry.asyncContext(), this.count, scope, body).start();
	}

}
