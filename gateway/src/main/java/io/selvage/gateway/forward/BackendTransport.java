package io.selvage.gateway.forward;

/**
 * The identity with which endpoints of one backend are called: connections, TLS, proxy
 * and credentials, built once per revision of the backend. Opaque to targets, which only
 * pass it on in {@link Endpoint}. Tests may use any object.
 */
public interface BackendTransport {

	/**
	 * Returns the backend it belongs to.
	 * @return the resource name of the backend, or the origin of a URL without an entity
	 */
	String backendId();

	/**
	 * Makes connections anew: idle ones are closed, those in use when their attempt has
	 * ended, and names of hosts are looked up again. Transports that share connections to
	 * an address have theirs renewed as well.
	 */
	default void reconnect() {
		// nothing is held
	}

	/**
	 * Closes its connections once they are idle. Attempts under way end undisturbed.
	 */
	default void close() {
		// nothing is held
	}

}
