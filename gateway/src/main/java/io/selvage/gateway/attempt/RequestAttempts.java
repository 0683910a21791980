package io.selvage.gateway.attempt;

import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.forward.BackendAnswer;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.forward.OutboundBody;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.Forwarder;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.Attempt;
import io.selvage.gateway.target.Attempts;
import io.selvage.gateway.target.ResendReason;
import io.selvage.gateway.target.ResendRules;
import io.selvage.gateway.target.Target;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * All attempts of one request, over every {@code forward-request} it executes: a
 * {@code retry} policy around the statement has the same budgets, body and answer to give
 * up as a pool or a Service Fabric backend within it. Confined to its request.
 */
final class RequestAttempts implements Attempts, Forwarder.Progress {

	private final PolicyExecution execution;

	private final RequestForwarder forwarder;

	private ForwardOptions options = ForwardOptions.DEFAULT;

	private FabricOptions fabricOptions = FabricOptions.NONE;

	private @Nullable OutboundBody body;

	private @Nullable MessageBody bodySource;

	private @Nullable BackendAnswer unused;

	private @Nullable Attempt last;

	private String targetId = "";

	private boolean alternatives;

	private int made;

	private long kept;

	RequestAttempts(PolicyExecution execution, RequestForwarder forwarder) {
		this.execution = execution;
		this.forwarder = forwarder;
	}

	/**
	 * Prepares for one {@code forward-request}.
	 * @param target the backend it goes to
	 * @param options its attributes
	 * @param replayLimit how many bytes of the body are kept
	 */
	void begin(Target target, ForwardOptions options, long replayLimit) {
		this.options = options;
		this.targetId = target.backendId();
		if (this.made == 0) {
			this.forwarder.budgets().request(this.targetId);
		}
		this.alternatives = false;
		this.last = null;
		BackendSelection selection = this.execution.selection();
		this.fabricOptions = (selection instanceof BackendSelection.Entity entity) ? entity.fabric()
				: FabricOptions.NONE;
		MessageBody source = this.execution.context().request().body();
		if (this.body == null || source != this.bodySource) {
			this.body = this.forwarder.client().body(this.execution, replayLimit);
			this.bodySource = source;
			this.kept = replayLimit;
		}
	}

	@Override
	public PolicyContext context() {
		return this.execution.context();
	}

	@Override
	public FabricOptions fabricOptions() {
		return this.fabricOptions;
	}

	@Override
	public Mono<Attempt> send(Endpoint endpoint) {
		BackendAnswer given = this.unused;
		if (given == null) {
			return sendNow(endpoint);
		}
		this.unused = null;
		return given.discard().then(Mono.defer(() -> sendNow(endpoint)));
	}

	private Mono<Attempt> sendNow(Endpoint endpoint) {
		OutboundBody sent = (this.body != null) ? this.body : OutboundBody.NONE;
		this.made++;
		String backendId = endpoint.transport().backendId();
		if (this.made == 1 && !backendId.equals(this.targetId)) {
			this.forwarder.budgets().request(backendId);
		}
		long begun = System.nanoTime();
		return this.forwarder.client()
			.send(this.execution, endpoint, this.options, sent)
			.map((outcome) -> ended(new Attempt(this.made, endpoint, outcome, System.nanoTime() - begun)));
	}

	private Attempt ended(Attempt attempt) {
		this.last = attempt;
		PolicyContext context = context();
		if (attempt.outcome() instanceof AttemptOutcome.Answered answered) {
			this.unused = answered.answer();
			context.lastError(null);
			context.response(answered.answer().response());
		}
		else if (attempt.outcome() instanceof AttemptOutcome.Failed failed) {
			trace(attempt, failed.failure());
		}
		this.forwarder.listener().ended(context, attempt);
		return attempt;
	}

	private void trace(Attempt attempt, BackendFailure failure) {
		TraceRecorder trace = context().trace();
		if (trace != null) {
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("message", "Attempt " + attempt.number() + " failed: " + failure.error().message());
			data.put("endpoint", attempt.endpoint().id());
			data.put("detail", failure.detail());
			trace.add(TraceSection.BACKEND, Endpoint.FORWARD_REQUEST, this.execution.secrets().maskData(data));
		}
	}

	@Override
	public @Nullable Attempt last() {
		return this.last;
	}

	@Override
	public @Nullable String refusal(String backendId, ResendReason reason) {
		if (this.last != null && this.last.clientFault()) {
			return "The client did not send its request to the end.";
		}
		AttemptLimits limits = this.forwarder.limits();
		boolean executed = this.last != null && this.last.mayHaveExecuted();
		if (executed && reason == ResendReason.GATEWAY && !ResendRules.idempotent(context().request().method())) {
			return "The backend may have executed the request, and its method is not idempotent.";
		}
		if (this.body != null && !this.body.resendable()) {
			return (this.kept == 0)
					? "The request body was not kept: forward-request keeps it with buffer-request-body=\"true\"."
					: "The request body can no longer be sent: more of it has gone by than the " + this.kept
							+ " bytes that are kept.";
		}
		if (this.made >= limits.maxAttempts()) {
			return "The request was sent " + this.made + " times, which is the limit.";
		}
		if (context().elapsed().compareTo(limits.totalTime()) > 0) {
			return "The request has taken " + context().elapsed().toMillis() + " ms, which is the limit.";
		}
		if (!executed) {
			return null;
		}
		return this.forwarder.budgets().tryResend(backendId, reason) ? null
				: "The retry budget of backend '" + backendId + "' is used up.";
	}

	@Override
	public int attempts() {
		return this.made;
	}

	@Override
	public @Nullable String refusal() {
		return refusal(this.targetId, ResendReason.POLICY);
	}

	@Override
	public boolean hasAlternatives() {
		return this.alternatives;
	}

	@Override
	public void hasAlternatives(boolean alternatives) {
		this.alternatives = alternatives;
	}

	@Override
	public String mask(String text) {
		return this.execution.secrets().mask(text);
	}

}
