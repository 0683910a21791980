package io.selvage.gateway.target.breaker;

/**
 * Is told of backends that get a circuit breaker.
 */
@FunctionalInterface
public interface BreakerListener {

	/** Wants to know nothing. */
	BreakerListener NONE = (breakers, backendId) -> {
	};

	/**
	 * A backend has a breaker, or another one than before.
	 * @param breakers all breakers
	 * @param backendId the resource name of the backend
	 */
	void added(Breakers breakers, String backendId);

}
