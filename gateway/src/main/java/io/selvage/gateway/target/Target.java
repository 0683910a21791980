package io.selvage.gateway.target;

import java.util.List;

import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.target.breaker.BackendBreaker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A backend as requests call it. Built when the catalog changes, shared by all requests.
 */
public interface Target {

	/**
	 * Returns the backend.
	 * @return its resource name, or the origin of a URL without an entity
	 */
	String backendId();

	/**
	 * Makes attempts until an outcome stands.
	 * @param attempts the request
	 * @return completes when the answer is in the context; fails with
	 * {@link PolicyException}
	 */
	Mono<Void> call(Attempts attempts);

	/**
	 * Tells whether a request sent now has a chance.
	 * @return false while the circuit is open, or all endpoints are known to be dead
	 */
	boolean available();

	/**
	 * Tells whether requests may be sent more than once, so that their bodies are kept up
	 * to a limit.
	 * @return true for pools and Service Fabric
	 */
	boolean resends();

	/**
	 * Returns the circuit breaker.
	 * @return null for a URL without an entity
	 */
	@Nullable BackendBreaker breaker();

	/**
	 * Tells whether health probes have nothing against the backend.
	 * @return false if every endpoint it has was found unhealthy
	 */
	default boolean healthy() {
		return true;
	}

	/**
	 * Returns the endpoints known at the moment, for health probes.
	 * @return empty for a pool, whose members are backends of their own
	 */
	List<Endpoint> endpoints();

	/**
	 * Returns the endpoints that are left alone.
	 * @return those of this backend
	 */
	Ejections ejections();

}
