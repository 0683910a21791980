package io.selvage.conformance.policy;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.dryrun.DryAnswer;
import io.selvage.gateway.dryrun.OutgoingCall;
import io.selvage.gateway.forward.AttemptClient;
import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.forward.BackendAnswer;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.forward.OutboundBody;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.HttpCaller;
import io.selvage.gateway.policy.OutboundCall;
import io.selvage.gateway.policy.PolicyExecution;
import reactor.core.publisher.Mono;

/**
 * Everything an exchange of a case calls: notes each attempt and call, gives the answers
 * in the order they arrive, the last one for ever.
 */
final class CaseBackends implements AttemptClient, HttpCaller {

	private final List<DryAnswer> answers;

	private final List<OutgoingCall> calls = new ArrayList<>();

	CaseBackends(List<DryAnswer> answers) {
		this.answers = answers;
	}

	List<OutgoingCall> calls() {
		return List.copyOf(this.calls);
	}

	@Override
	public Mono<AttemptOutcome> send(PolicyExecution execution, Endpoint endpoint, ForwardOptions options,
			OutboundBody body) {
		return Mono.fromCallable(() -> {
			GatewayRequest request = execution.context().request();
			MessageBody sent = request.body();
			DryAnswer answer = answer(new OutgoingCall(Endpoint.FORWARD_REQUEST, request.method(),
					execution.upstreamUrl(endpoint.url()).toString(), ListHeaders.copyOf(request.headers()),
					(sent != null) ? sent.bytes() : null));
			return (answer instanceof DryAnswer.Response response) ? new AttemptOutcome.Answered(answered(response))
					: new AttemptOutcome.Failed(refused());
		});
	}

	private static BackendAnswer answered(DryAnswer.Response response) {
		GatewayResponse made = made(response);
		return new BackendAnswer() {

			@Override
			public GatewayResponse response() {
				return made;
			}

			@Override
			public Mono<Void> discard() {
				return Mono.empty();
			}

		};
	}

	@Override
	public OutboundBody body(PolicyExecution execution, long replayLimit) {
		return OutboundBody.NONE;
	}

	@Override
	public Mono<GatewayResponse> call(OutboundCall call) {
		return Mono.fromCallable(() -> {
			DryAnswer answer = answer(new OutgoingCall("send-request", call.method(), call.url().toString(),
					ListHeaders.copyOf(call.headers()), call.body()));
			if (answer instanceof DryAnswer.Response response) {
				return made(response);
			}
			throw refused().toException("send-request");
		});
	}

	private DryAnswer answer(OutgoingCall call) {
		int index = Math.min(this.calls.size(), this.answers.size() - 1);
		this.calls.add(call);
		if (index < 0) {
			throw new IllegalStateException("The case has no answer for " + call.method() + " " + call.url());
		}
		return this.answers.get(index);
	}

	private static BackendFailure refused() {
		return new BackendFailure(BackendError.CONNECT, "nobody listens");
	}

	private static GatewayResponse made(DryAnswer.Response response) {
		return new GatewayResponse(response.status(), response.reason(), ListHeaders.copyOf(response.headers()),
				MessageBody.of(response.body()));
	}

}
