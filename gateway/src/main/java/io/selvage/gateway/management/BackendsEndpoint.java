package io.selvage.gateway.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.BreakerState;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows how backends fare at run time, and opens or closes their circuits by hand.
 */
@Endpoint(id = "backends")
public final class BackendsEndpoint {

	private static final Duration DEFAULT_TRIP = Duration.ofMinutes(1);

	private final Supplier<Map<String, Target>> targets;

	/**
	 * Creates the endpoint.
	 * @param targets the targets of the current state, by resource name
	 */
	public BackendsEndpoint(Supplier<Map<String, Target>> targets) {
		this.targets = targets;
	}

	/**
	 * Returns the state of all backends.
	 * @return {@code {"backends": [...]}}
	 */
	@ReadOperation
	public Map<String, Object> backends() {
		List<Object> all = new ArrayList<>();
		this.targets.get().forEach((name, target) -> all.add(describe(name, target)));
		return Map.of("backends", all);
	}

	/**
	 * Returns the state of a backend.
	 * @param name its resource name
	 * @return its state; null (404) if there is no such backend
	 */
	@ReadOperation
	public @Nullable Map<String, Object> backend(@Selector String name) {
		Target target = find(name);
		return (target != null) ? describe(name, target) : null;
	}

	/**
	 * Opens or closes the circuit of a backend.
	 * @param name its resource name
	 * @param action {@code trip} or {@code reset}
	 * @param duration for how long a circuit is opened, as ISO 8601; one minute if none
	 * is given
	 * @return the new state; null (404) if there is no such backend
	 */
	@WriteOperation
	public @Nullable Map<String, Object> act(@Selector String name, String action, @Nullable String duration) {
		Target target = find(name);
		BackendBreaker breaker = (target != null) ? target.breaker() : null;
		if (target == null || breaker == null) {
			return null;
		}
		switch (action.toLowerCase(Locale.ROOT)) {
			case "trip" -> breaker.trip(duration(duration));
			case "reset" -> breaker.reset();
			default -> throw new InvalidEndpointRequestException("'" + action + "' is not trip or reset",
					"The action must be trip or reset");
		}
		return describe(name, target);
	}

	private static Duration duration(@Nullable String text) {
		if (text == null) {
			return DEFAULT_TRIP;
		}
		try {
			return Duration.parse(text);
		}
		catch (java.time.DateTimeException malformed) {
			throw new InvalidEndpointRequestException("'" + text + "' is not a duration",
					"The duration must be written like PT1M");
		}
	}

	private @Nullable Target find(String name) {
		Map<String, Target> all = this.targets.get();
		Target exact = all.get(name);
		return (exact != null) ? exact : all.get(name.toLowerCase(Locale.ROOT));
	}

	private static Map<String, Object> describe(String name, Target target) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("name", name);
		data.put("available", target.available());
		data.put("healthy", target.healthy());
		BackendBreaker breaker = target.breaker();
		if (breaker != null) {
			data.put("circuit", circuit(breaker.state()));
		}
		data.put("endpoints", target.endpoints().stream().map((endpoint) -> endpoint.id()).toList());
		data.put("ejected", target.ejections().endpoints());
		data.put("unhealthy", target.ejections().unhealthy());
		return data;
	}

	private static Map<String, Object> circuit(BreakerState state) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("state", state.phase().name().toLowerCase(Locale.ROOT).replace('_', '-'));
		data.put("remaining", state.remaining().toString());
		data.put("byHand", state.byHand());
		data.put("trips", state.trips());
		return data;
	}

}
