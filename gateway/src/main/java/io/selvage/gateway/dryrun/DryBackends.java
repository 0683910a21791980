package io.selvage.gateway.dryrun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.Forwarder;
import io.selvage.gateway.policy.HttpCaller;
import io.selvage.gateway.policy.OutboundCall;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes the place of everything a request would be sent to: notes the calls, gives the
 * answers it was given, in order, and repeats the last one.
 */
final class DryBackends implements Forwarder, HttpCaller {

	private static final String FORWARD = "forward-request";

	private static final String SEND = "send-request";

	private final PolicyEnvironment environment;

	private final List<DryAnswer> answers;

	private final List<OutgoingCall> calls = new ArrayList<>();

	private int next;

	DryBackends(PolicyEnvironment environment, List<DryAnswer> answers) {
		this.environment = environment;
		this.answers = answers;
	}

	List<OutgoingCall> calls() {
		return List.copyOf(this.calls);
	}

	@Override
	public Mono<Void> forward(PolicyExecution execution, ForwardOptions options) {
		GatewayRequest request = execution.context().request();
		MessageBody body = request.body();
		note(new OutgoingCall(FORWARD, request.method(), url(execution), ListHeaders.copyOf(request.headers()),
				(body != null && !body.consumed()) ? body.bytes() : null));
		return Mono.defer(() -> {
			GatewayResponse response = answer(options.timeout(), FORWARD);
			execution.context().response(response);
			boolean failed = response.statusCode() >= 400 && response.statusCode() <= 599;
			return (failed && options.failOnErrorStatusCode()) ? Mono.error(errorStatus(response)) : Mono.empty();
		});
	}

	private static PolicyException errorStatus(GatewayResponse response) {
		LastError error = new LastError(FORWARD, "BackendErrorStatusCode",
				"The backend responded with status " + response.statusCode(), null, null, null, null);
		return new PolicyException(error, response.statusCode(), null);
	}

	@Override
	public Mono<GatewayResponse> call(OutboundCall call) {
		note(new OutgoingCall(SEND, call.method(), call.url().toString(), ListHeaders.copyOf(call.headers()),
				call.body()));
		return Mono.fromCallable(() -> answer(call.options().timeout(), SEND));
	}

	private void note(OutgoingCall call) {
		this.calls.add(call);
	}

	private GatewayResponse answer(Duration timeout, String source) {
		if (this.answers.isEmpty()) {
			return new GatewayResponse(200, "OK", new ListHeaders(), MessageBody.of(new byte[0]));
		}
		DryAnswer answer = this.answers.get(Math.min(this.next, this.answers.size() - 1));
		this.next++;
		if (answer instanceof DryAnswer.Response response) {
			if (response.delay().compareTo(timeout) > 0) {
				throw new BackendFailure(BackendError.TIMEOUT, "dry run").toException(source);
			}
			return new GatewayResponse(response.status(), response.reason(), ListHeaders.copyOf(response.headers()),
					MessageBody.of(response.body()));
		}
		throw new BackendFailure(BackendError.CONNECT, "dry run").toException(source);
	}

	private String url(PolicyExecution execution) {
		BackendSelection selection = execution.selection();
		if (selection instanceof BackendSelection.BaseUrl base) {
			return execution.upstreamUrl(base.url()).toString();
		}
		if (selection instanceof BackendSelection.Entity entity) {
			return entityUrl(execution, entity);
		}
		MessageUrl service = execution.context().api().serviceUrl();
		return ((service != null) ? execution.upstreamUrl(service) : execution.context().request().url()).toString();
	}

	private String entityUrl(PolicyExecution execution, BackendSelection.Entity entity) {
		String instance = entity.fabric().serviceInstanceName();
		String url = (instance != null) ? instance : this.environment.backendUrl(entity.backendId());
		MessageUrl base = parse(url);
		return (base != null) ? execution.upstreamUrl(base).toString() : String.valueOf(url);
	}

	private static @Nullable MessageUrl parse(@Nullable String url) {
		try {
			return (url != null) ? MessageUrl.parse(url) : null;
		}
		catch (IllegalArgumentException notHttp) {
			return null;
		}
	}

}
