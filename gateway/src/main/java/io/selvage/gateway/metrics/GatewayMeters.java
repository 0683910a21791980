package io.selvage.gateway.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Gives operations their meters, and counts what is turned away.
 */
public final class GatewayMeters {

	private final MeterRegistry registry;

	private final boolean perOperation;

	private final ConcurrentMap<String, OperationMeters> operations = new ConcurrentHashMap<>();

	/**
	 * Creates the meters.
	 * @param registry where they are registered
	 * @param perOperation whether operations are told apart, or only APIs
	 */
	public GatewayMeters(MeterRegistry registry, boolean perOperation) {
		this.registry = registry;
		this.perOperation = perOperation;
	}

	/**
	 * Returns the meters of an operation. The same name gives the same object, so that
	 * counts go on over changes of the catalog.
	 * @param api the API
	 * @param operation the operation
	 * @return its meters
	 */
	public OperationMeters operation(String api, String operation) {
		String told = this.perOperation ? operation : "*";
		return this.operations.computeIfAbsent(api + "/" + told,
				(key) -> new OperationMeters(this.registry, api, told));
	}

	/**
	 * Returns a counter of requests that were turned away.
	 * @param reason why, for example {@code memory}
	 * @return the counter {@code selvage.requests.rejected}
	 */
	public Counter rejected(String reason) {
		return Counter.builder("selvage.requests.rejected")
			.description("Requests that were turned away to protect the gateway")
			.tag("reason", reason)
			.register(this.registry);
	}

}
