package io.selvage.gateway.forward;

import io.netty.handler.codec.http.HttpMethod;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.PolicyExecution;
import reactor.core.publisher.Mono;

/**
 * Makes attempts with Reactor Netty. The head of the request is written in one pass from
 * the client's own header object; a request without a body costs no subscription.
 */
public final class NettyAttemptClient implements AttemptClient {

	private static final byte[] EMPTY = {};

	private final TransportVariants variants;

	/**
	 * Creates the client.
	 * @param clients makes the connections policies choose another identity for
	 */
	public NettyAttemptClient(HttpClientRegistry clients) {
		this.variants = new TransportVariants(clients);
	}

	@Override
	public Mono<AttemptOutcome> send(PolicyExecution execution, Endpoint endpoint, ForwardOptions options,
			OutboundBody body) {
		if (!(endpoint.transport() instanceof NettyTransport configured)) {
			return Mono.error(new IllegalArgumentException("Not a transport of this client: " + endpoint.transport()));
		}
		NettyTransport transport = (execution.clientCertificate() == null && execution.proxy() == null) ? configured
				: this.variants.of(configured.spec(), execution.clientCertificate(), execution.proxy(),
						configured.guarded());
		TransportSpec.Credentials credentials = transport.credentials();
		BearerToken bearer = credentials.bearer();
		Call call = new Call(execution, endpoint, options, body, transport);
		if (bearer == null) {
			return send(call, credentials);
		}
		String token = bearer.current();
		return (token != null) ? send(call, credentials.withToken(token))
				: bearer.fetch()
					.map((fetched) -> send(call, credentials.withToken(fetched)))
					.onErrorResume((failure) -> Mono.just(Mono.just(withoutToken(failure))))
					.flatMap((sending) -> sending);
	}

	private static AttemptOutcome withoutToken(Throwable failure) {
		return new AttemptOutcome.Failed(new BackendFailure(BackendError.MISCONFIGURED,
				"There is no token of the managed identity: " + failure.getMessage()));
	}

	/**
	 * What one attempt is about.
	 */
	private record Call(PolicyExecution execution, Endpoint endpoint, ForwardOptions options, OutboundBody body,
			NettyTransport transport) {
	}

	private static Mono<AttemptOutcome> send(Call call, TransportSpec.Credentials credentials) {
		GatewayRequest request = call.execution.context().request();
		MessageUrl url = RequestHead.withCredentials(call.execution.upstreamUrl(call.endpoint.url()), credentials);
		RequestHead head = new RequestHead(request, url, credentials, call.body);
		Attempt attempt = new Attempt(call.execution, call.endpoint, call.options, call.body, head);
		return call.transport.client(url, call.options.httpVersion())
			.request(HttpMethod.valueOf(request.method()))
			.uri(head.target())
			.send(attempt::send)
			.responseConnection(attempt::answered)
			.singleOrEmpty()
			.onErrorResume(attempt::failed);
	}

	@Override
	public OutboundBody body(PolicyExecution execution, long replayLimit) {
		MessageBody body = execution.context().request().body();
		if (body == null) {
			return OutboundBody.NONE;
		}
		if (body instanceof StreamedBody streamed && streamed.streaming()) {
			ReplayableBody replayable = new ReplayableBody(streamed, replayLimit);
			execution.onEnd(replayable::close);
			return replayable;
		}
		byte[] bytes = body.bytes();
		return new MemoryBody((bytes != null && !body.consumed()) ? bytes : EMPTY);
	}

}
