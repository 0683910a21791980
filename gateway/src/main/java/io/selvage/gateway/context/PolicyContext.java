package io.selvage.gateway.context;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * All that a policy or an expression can know about one request: the object C#
 * expressions call {@code context}. Confined to one request; not thread-safe.
 */
public final class PolicyContext {

	private final Caller caller;

	private final DeploymentInfo deployment;

	private final GatewayRequest request;

	private final Map<String, @Nullable Object> variables = new HashMap<>();

	private final long startNanos = System.nanoTime();

	private Instant timestamp = Instant.now();

	private @Nullable UUID requestId;

	private @Nullable GatewayResponse response;

	private @Nullable LastError lastError;

	private @Nullable TraceRecorder trace;

	/**
	 * Creates the context of a request.
	 * @param caller what the request matched and who makes it
	 * @param deployment where the gateway runs
	 * @param request the request
	 */
	public PolicyContext(Caller caller, DeploymentInfo deployment, GatewayRequest request) {
		this.caller = caller;
		this.deployment = deployment;
		this.request = request;
	}

	public Caller caller() {
		return this.caller;
	}

	public ApiInfo api() {
		return this.caller.api();
	}

	public OperationInfo operation() {
		return this.caller.operation();
	}

	public DeploymentInfo deployment() {
		return this.deployment;
	}

	public GatewayRequest request() {
		return this.request;
	}

	/**
	 * Returns the response as far as there is one.
	 * @return null before a backend answered or a policy made a response
	 */
	public @Nullable GatewayResponse response() {
		return this.response;
	}

	public void response(@Nullable GatewayResponse response) {
		this.response = response;
	}

	public @Nullable LastError lastError() {
		return this.lastError;
	}

	public void lastError(@Nullable LastError error) {
		this.lastError = error;
	}

	/**
	 * Returns the variables of the request.
	 * @return a mutable map; a value may be null
	 */
	public Map<String, @Nullable Object> variables() {
		return this.variables;
	}

	/**
	 * Returns the id of the request, made when somebody first asks.
	 * @return the id
	 */
	public UUID requestId() {
		UUID id = this.requestId;
		if (id == null) {
			id = UUID.randomUUID();
			this.requestId = id;
		}
		return id;
	}

	/**
	 * Sets the id of the request.
	 * @param id the id
	 */
	public void requestId(UUID id) {
		this.requestId = id;
	}

	/**
	 * Returns when the request arrived, by the wall clock.
	 * @return the instant
	 */
	public Instant timestamp() {
		return this.timestamp;
	}

	/**
	 * Sets when the request arrived, for replays and dry runs.
	 * @param timestamp the instant
	 */
	public void timestamp(Instant timestamp) {
		this.timestamp = timestamp;
	}

	/**
	 * Returns how long the request has been here, by the monotonic clock.
	 * @return the duration
	 */
	public Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.startNanos);
	}

	/**
	 * Returns how long the request has been here, by the monotonic clock.
	 * @return nanoseconds
	 */
	public long elapsedNanos() {
		return System.nanoTime() - this.startNanos;
	}

	/**
	 * Returns the trace that is being written.
	 * @return null if the request is not traced
	 */
	public @Nullable TraceRecorder trace() {
		return this.trace;
	}

	public void trace(@Nullable TraceRecorder trace) {
		this.trace = trace;
	}

	/**
	 * What a request matched and who makes it.
	 *
	 * @param api the API
	 * @param operation the operation
	 * @param product the product, or null without one
	 * @param subscription the subscription, or null without one
	 * @param user the user, or null without one
	 */
	public record Caller(ApiInfo api, OperationInfo operation, @Nullable ProductInfo product,
			@Nullable SubscriptionInfo subscription, @Nullable UserInfo user) {
	}

}
