package io.selvage.gateway.attempt;

import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.forward.AttemptClient;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.Forwarder;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.ResendRules;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
import io.selvage.gateway.trace.TracedMessage;
import reactor.core.publisher.Mono;

/**
 * Executes {@code forward-request}: finds the target of the request and lets it make
 * attempts until an outcome stands.
 */
public final class RequestForwarder implements Forwarder {

	private final AttemptClient client;

	private final TargetDirectory targets;

	private final AttemptLimits limits;

	private final RetryBudgets budgets;

	private final AttemptListener listener;

	/**
	 * Creates the forwarder.
	 * @param client makes an attempt
	 * @param targets finds the target of a request
	 * @param limits how often and how long a request is attempted
	 * @param budgets how much of a backend's load may be re-sends
	 * @param listener learns of every attempt
	 */
	public RequestForwarder(AttemptClient client, TargetDirectory targets, AttemptLimits limits, RetryBudgets budgets,
			AttemptListener listener) {
		this.client = client;
		this.targets = targets;
		this.limits = limits;
		this.budgets = budgets;
		this.listener = listener;
	}

	@Override
	public Mono<Void> forward(PolicyExecution execution, ForwardOptions options) {
		Target target;
		try {
			target = this.targets.find(execution, execution.selection());
		}
		catch (PolicyException unusable) {
			traceFailure(execution, unusable);
			return Mono.error(unusable);
		}
		RequestAttempts attempts = progress(execution);
		attempts.begin(target, options, replayLimit(execution, options, target));
		Mono<Void> call = target.call(attempts);
		if (execution.context().trace() == null && !options.failOnErrorStatusCode()) {
			return call;
		}
		return call.doOnError(PolicyException.class, (failure) -> traceFailure(execution, failure))
			.then(Mono.defer(() -> finish(execution, options)));
	}

	private static void traceFailure(PolicyExecution execution, PolicyException failure) {
		TraceRecorder trace = execution.context().trace();
		if (trace == null) {
			return;
		}
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("message", failure.error().message());
		data.put("reason", failure.error().reason());
		Throwable cause = failure.getCause();
		BackendFailure detail = (cause != null) ? BackendFailure.in(cause) : null;
		if (detail != null) {
			data.put("detail", detail.detail());
		}
		trace.add(TraceSection.BACKEND, Endpoint.FORWARD_REQUEST, execution.secrets().maskData(data));
	}

	private RequestAttempts progress(PolicyExecution execution) {
		if (execution.forwardProgress() instanceof RequestAttempts known) {
			return known;
		}
		RequestAttempts begun = new RequestAttempts(execution, this);
		execution.forwardProgress(begun);
		return begun;
	}

	/** A body nobody will ever send again is not kept. */
	private long replayLimit(PolicyExecution execution, ForwardOptions options, Target target) {
		boolean again = options.bufferRequestBody() || options.followRedirects() || target.resends()
				|| ResendRules.idempotent(execution.context().request().method());
		return again ? this.limits.replayLimit() : 0;
	}

	private static Mono<Void> finish(PolicyExecution execution, ForwardOptions options) {
		GatewayResponse response = execution.context().response();
		if (response == null) {
			return Mono.empty();
		}
		TraceRecorder trace = execution.context().trace();
		if (trace != null) {
			trace.add(TraceSection.BACKEND, Endpoint.FORWARD_REQUEST,
					execution.secrets().maskData(Map.of("response", TracedMessage.response(response))));
		}
		int status = response.statusCode();
		if (!options.failOnErrorStatusCode() || status < 400 || status > 599) {
			return Mono.empty();
		}
		LastError error = new LastError(Endpoint.FORWARD_REQUEST, "BackendErrorStatusCode",
				"The backend responded with status " + status, null, null, null, null);
		return Mono.error(new PolicyException(error, status, null));
	}

	AttemptClient client() {
		return this.client;
	}

	AttemptLimits limits() {
		return this.limits;
	}

	RetryBudgets budgets() {
		return this.budgets;
	}

	AttemptListener listener() {
		return this.listener;
	}

}
