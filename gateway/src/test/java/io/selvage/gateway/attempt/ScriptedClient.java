package io.selvage.gateway.attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

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
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers attempts from a script: the endpoint and the number of the attempt, from 1,
 * give a status, or a {@link BackendError}.
 */
public final class ScriptedClient implements AttemptClient {

	private final BiFunction<Endpoint, Integer, Object> script;

	/** Where attempts went, in order. */
	public final List<String> called = new ArrayList<>();

	/** How many answers were given up. */
	public final AtomicInteger discarded = new AtomicInteger();

	/** Header lines of every answer. */
	public final Map<String, String> answerHeaders = new LinkedHashMap<>();

	/** The body of requests. */
	public OutboundBody body = OutboundBody.NONE;

	/** How long an attempt takes. */
	public @Nullable Duration latency;

	public ScriptedClient(BiFunction<Endpoint, Integer, Object> script) {
		this.script = script;
	}

	@Override
	public Mono<AttemptOutcome> send(PolicyExecution execution, Endpoint endpoint, ForwardOptions options,
			OutboundBody body) {
		trace(execution, endpoint);
		Object result;
		synchronized (this.called) {
			this.called.add(endpoint.id());
			result = this.script.apply(endpoint, this.called.size());
		}
		AttemptOutcome outcome = (result instanceof BackendError error)
				? new AttemptOutcome.Failed(new BackendFailure(error, error.name())) : answer((Integer) result);
		return (this.latency != null) ? Mono.delay(this.latency).thenReturn(outcome) : Mono.just(outcome);
	}

	private AttemptOutcome answer(int status) {
		ListHeaders headers = new ListHeaders();
		this.answerHeaders.forEach(headers::add);
		GatewayResponse response = new GatewayResponse(status, "", headers, null);
		return new AttemptOutcome.Answered(new BackendAnswer() {

			@Override
			public GatewayResponse response() {
				return response;
			}

			@Override
			public Mono<Void> discard() {
				return Mono.fromRunnable(ScriptedClient.this.discarded::incrementAndGet);
			}

		});
	}

	private static void trace(PolicyExecution execution, Endpoint endpoint) {
		TraceRecorder recorder = execution.context().trace();
		if (recorder != null) {
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("message", "Request is being forwarded to the backend service. Timeout set to 300 seconds");
			data.put("request", Map.of("url", execution.upstreamUrl(endpoint.url()).toString()));
			recorder.add(TraceSection.BACKEND, endpoint.traceSource(), data);
		}
	}

	@Override
	public OutboundBody body(PolicyExecution execution, long replayLimit) {
		return this.body;
	}

}
