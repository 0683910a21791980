package io.selvage.gateway.target.breaker;

import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.selvage.catalog.entity.CircuitBreakerRule;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breakers of all backends. A breaker outlives changes of the catalog as long
 * as its rule stays the same, so that saving a policy does not close circuits.
 */
public final class Breakers {

	private final ConcurrentMap<String, BackendBreaker> breakers = new ConcurrentHashMap<>();

	private final boolean probing;

	private final Clock clock;

	private final BreakerListener listener;

	/**
	 * Creates an empty set.
	 * @param probing whether breakers are half open before they close
	 * @param clock a clock that does not jump, such as {@link MonotonicClock}
	 * @param listener is told of each breaker that is made
	 */
	public Breakers(boolean probing, Clock clock, BreakerListener listener) {
		this.probing = probing;
		this.clock = clock;
		this.listener = listener;
	}

	/**
	 * Returns the breaker of a backend, made if it is new or its rule has changed.
	 * @param backendId the resource name of the backend
	 * @param rule the rule, or null
	 * @return the breaker
	 */
	public BackendBreaker of(String backendId, @Nullable CircuitBreakerRule rule) {
		BackendBreaker before = this.breakers.get(backendId);
		BackendBreaker now = this.breakers.compute(backendId,
				(id, known) -> (known != null && Objects.equals(known.rule(), rule)) ? known
						: new BackendBreaker(id, rule, this.probing, this.clock));
		if (now != before) {
			this.listener.added(this, backendId);
		}
		return now;
	}

	/**
	 * Finds a breaker.
	 * @param backendId the resource name of the backend
	 * @return the breaker, or null if there is no such backend
	 */
	public @Nullable BackendBreaker find(String backendId) {
		return this.breakers.get(backendId);
	}

	/**
	 * Returns all breakers.
	 * @return a live view
	 */
	public Collection<BackendBreaker> all() {
		return Collections.unmodifiableCollection(this.breakers.values());
	}

	/**
	 * Forgets the breakers of backends that are no more.
	 * @param backendIds the resource names of all backends
	 */
	public void retain(Set<String> backendIds) {
		this.breakers.keySet().retainAll(backendIds);
	}

}
