package io.selvage.gateway.forward;

import java.util.function.BiFunction;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.concurrent.EventExecutor;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.PolicyExecution;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Makes attempts with Reactor Netty. The head of the request is written in one pass from
 * the client's own header object; a request without a body costs no subscription.
 */
public final class NettyAttemptClient implements AttemptClient {

	private static final byte[] EMPTY = {};

	private final TransportVariants variants;

	private final Redirects redirects;

	private final int maxFrame;

	/**
	 * Creates the client.
	 * @param clients makes the connections policies choose another identity for
	 * @param redirects which other origins may be redirected to
	 * @param maxFrame the largest frame of a WebSocket, in bytes
	 */
	public NettyAttemptClient(HttpClientRegistry clients, RedirectRules redirects, int maxFrame) {
		this.maxFrame = maxFrame;
		this.variants = new TransportVariants(clients);
		this.redirects = new Redirects(redirects, this::sendOnce);
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
		OutboundCall call = new OutboundCall(execution, endpoint, options, transport,
				new OutboundCall.Message(execution.context().request(), execution.upstreamUrl(endpoint.url()), body));
		if (call.message().request().webSocket()) {
			return authorized(call, this::openSocket);
		}
		return options.followRedirects() ? this.redirects.follow(call) : sendOnce(call);
	}

	private Mono<AttemptOutcome> sendOnce(OutboundCall call) {
		return authorized(call, NettyAttemptClient::send);
	}

	private static Mono<AttemptOutcome> authorized(OutboundCall call,
			BiFunction<OutboundCall, TransportSpec.Credentials, Mono<AttemptOutcome>> sender) {
		TransportSpec.Credentials credentials = call.transport().credentials();
		BearerToken bearer = credentials.bearer();
		if (bearer == null) {
			return attempted(sender, call, credentials);
		}
		String token = bearer.current();
		if (token != null) {
			return attempted(sender, call, credentials.withToken(token));
		}
		Mono<AttemptOutcome> sending = bearer.fetch()
			.map((fetched) -> attempted(sender, call, credentials.withToken(fetched)))
			.onErrorResume((failure) -> Mono.just(Mono.just(withoutToken(failure))))
			.flatMap((made) -> made);
		return HandOver.of(sending, call.message().request().loop(), NettyAttemptClient::noLoop);
	}

	/** An address that may not be called has failed before anything is subscribed. */
	private static Mono<AttemptOutcome> attempted(
			BiFunction<OutboundCall, TransportSpec.Credentials, Mono<AttemptOutcome>> sender, OutboundCall call,
			TransportSpec.Credentials credentials) {
		try {
			return sender.apply(call, credentials);
		}
		catch (BackendException forbidden) {
			return Mono.just(new AttemptOutcome.Failed(forbidden.failure()));
		}
	}

	private static AttemptOutcome withoutToken(Throwable failure) {
		return new AttemptOutcome.Failed(new BackendFailure(BackendError.MISCONFIGURED,
				"There is no token of the managed identity: " + failure.getMessage()));
	}

	private Mono<AttemptOutcome> openSocket(OutboundCall call, TransportSpec.Credentials credentials) {
		OutboundCall.Message message = call.message();
		MessageUrl url = RequestHead.withCredentials(message.url(), credentials);
		RequestHead head = new RequestHead(message.request(), url, credentials, OutboundBody.NONE);
		return HandOver.of(new WebSocketAttempt(call, head).make(this.maxFrame), message.request().loop(),
				NettyAttemptClient::noLoop);
	}

	private static Mono<AttemptOutcome> send(OutboundCall call, TransportSpec.Credentials credentials) {
		OutboundCall.Message message = call.message();
		MessageUrl url = RequestHead.withCredentials(message.url(), credentials);
		RequestHead head = new RequestHead(message.request(), url, credentials, message.body());
		return Mono.defer(() -> exchange(call, head, call.transport().route(url, version(call))))
			.onErrorResume(BackendException.class,
					(refused) -> Mono.just(new AttemptOutcome.Failed(refused.failure())));
	}

	private static Mono<AttemptOutcome> exchange(OutboundCall call, RequestHead head, NettyTransport.Route route) {
		Place place = route.places().take();
		Attempt attempt = new Attempt(call, head, place);
		Mono<AttemptOutcome> sending = route.client()
			.request(HttpMethod.valueOf(call.message().request().method()))
			.uri(head.target())
			.send(attempt::send)
			.responseConnection(attempt::answered)
			.singleOrEmpty()
			.onErrorResume(attempt::failed)
			.doFinally((end) -> place.leaveUnlessConnected());
		return HandOver.of(sending, call.message().request().loop(), attempt::giveUp);
	}

	private static @Nullable EventExecutor noLoop() {
		return null;
	}

	private static ForwardOptions.HttpVersion version(OutboundCall call) {
		ForwardOptions.HttpVersion wanted = call.options().httpVersion();
		if (wanted != ForwardOptions.HttpVersion.AS_NEEDED) {
			return wanted;
		}
		return call.grpc() ? ForwardOptions.HttpVersion.HTTP_2 : ForwardOptions.HttpVersion.HTTP_1;
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
