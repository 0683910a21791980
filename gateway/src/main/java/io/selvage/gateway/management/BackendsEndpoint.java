package io.selvage.gateway.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.selvage.gateway.target.Target;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows how all backends fare at run time, for who watches a gateway. What can be done
 * with a single one is part of the management API ({@link BackendActions}).
 */
@Endpoint(id = "backends")
public final class BackendsEndpoint {

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
	public Map<String, List<BackendStatus>> backends() {
		List<BackendStatus> all = new ArrayList<>();
		this.targets.get().forEach((name, target) -> all.add(BackendStatus.of(name, target)));
		return Map.of("backends", all);
	}

	/**
	 * Returns the state of a backend.
	 * @param name its resource name
	 * @return its state; null (404) if there is no such backend
	 */
	@ReadOperation
	public @Nullable BackendStatus backend(@Selector String name) {
		Map<String, Target> all = this.targets.get();
		Target exact = all.get(name);
		Target target = (exact != null) ? exact : all.get(name.toLowerCase(Locale.ROOT));
		return (target != null) ? BackendStatus.of(name, target) : null;
	}

}
