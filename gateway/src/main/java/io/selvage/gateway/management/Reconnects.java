package io.selvage.gateway.management;

import java.time.Duration;

import io.selvage.gateway.runtime.GatewayRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Renews the connections to backends: those that are idle are closed, those in use when
 * their request has ended, and names are looked up again.
 */
public final class Reconnects implements AutoCloseable {

	/** What API Management waits if nobody says. */
	static final Duration DEFAULT_DELAY = Duration.ofMinutes(2);

	private static final Logger logger = LoggerFactory.getLogger(Reconnects.class);

	private final GatewayRuntime runtime;

	private final Disposable.Composite waiting = Disposables.composite();

	/**
	 * Creates it, idle.
	 * @param runtime what is served
	 */
	public Reconnects(GatewayRuntime runtime) {
		this.runtime = runtime;
	}

	/**
	 * Renews connections after a while, if there is such a backend by then.
	 * @param backendId the resource name of the backend
	 * @param delay how long to wait
	 */
	void after(String backendId, Duration delay) {
		if (delay.isZero()) {
			reconnect(backendId);
			return;
		}
		Disposable.Swap timer = Disposables.swap();
		this.waiting.add(timer);
		timer.update(Mono.delay(delay)
			.doFinally((signal) -> this.waiting.remove(timer))
			.subscribe((tick) -> reconnect(backendId)));
	}

	private void reconnect(String backendId) {
		this.runtime.reconnect(backendId);
		logger.info("Backend '{}': connections are renewed", backendId);
	}

	@Override
	public void close() {
		this.waiting.dispose();
	}

}
