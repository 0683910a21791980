package io.selvage.gateway.target;

import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.target.breaker.BackendBreaker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A backend that cannot be called as it is configured: a certificate cannot be opened, a
 * named value is missing. It fails every request rather than send one without its
 * credentials or without checking its peer.
 *
 * @param backendId the resource name of the backend
 * @param problem why, for traces and logs
 */
public record UnusableTarget(String backendId, String problem) implements Target {

	@Override
	public Mono<Void> call(Attempts attempts) {
		return Mono
			.error(new BackendFailure(BackendError.MISCONFIGURED, this.problem).toException(Endpoint.FORWARD_REQUEST));
	}

	@Override
	public boolean available() {
		return false;
	}

	@Override
	public boolean resends() {
		return false;
	}

	@Override
	public @Nullable BackendBreaker breaker() {
		return null;
	}

}
