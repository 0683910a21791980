package io.selvage.conformance.forward;

import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.forward.AttemptClient;
import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.forward.BackendAnswer;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.forward.OutboundBody;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Gives each attempt the next outcome of a vector; one with {@code repeat} goes on for
 * ever.
 */
final class ScriptedBackend implements AttemptClient {

	private final JsonNode outcomes;

	private int attempts;

	ScriptedBackend(JsonNode outcomes) {
		this.outcomes = outcomes;
	}

	int attempts() {
		return this.attempts;
	}

	@Override
	public Mono<AttemptOutcome> send(PolicyExecution execution, Endpoint endpoint, ForwardOptions options,
			OutboundBody body) {
		trace(execution, endpoint, options);
		int last = this.outcomes.size() - 1;
		JsonNode outcome = this.outcomes.get(Math.min(this.attempts++, Math.max(0, last)));
		if (outcome == null) {
			return Mono.just(answer(200));
		}
		if (outcome.has("connect")) {
			return Mono.just(failure(BackendError.CONNECT));
		}
		return Mono.just(
				outcome.has("timeout") ? failure(BackendError.TIMEOUT) : answer(outcome.get("statusCode").intValue()));
	}

	private static AttemptOutcome failure(BackendError error) {
		return new AttemptOutcome.Failed(new BackendFailure(error, error.name()));
	}

	private static AttemptOutcome answer(int status) {
		GatewayResponse response = new GatewayResponse(status, "", new ListHeaders(), null);
		return new AttemptOutcome.Answered(new BackendAnswer() {

			@Override
			public GatewayResponse response() {
				return response;
			}

			@Override
			public Mono<Void> discard() {
				return Mono.empty();
			}

		});
	}

	private static void trace(PolicyExecution execution, Endpoint endpoint, ForwardOptions options) {
		TraceRecorder recorder = execution.context().trace();
		if (recorder != null) {
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("message", "Request is being forwarded to the backend service. Timeout set to "
					+ options.timeout().toSeconds() + " seconds");
			data.put("request", Map.of("url", execution.upstreamUrl(endpoint.url()).toString()));
			recorder.add(TraceSection.BACKEND, endpoint.traceSource(), data);
		}
	}

	@Override
	public OutboundBody body(PolicyExecution execution, long replayLimit) {
		return OutboundBody.NONE;
	}

}
