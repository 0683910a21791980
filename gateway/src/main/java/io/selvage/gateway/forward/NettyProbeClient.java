package io.selvage.gateway.forward;

import java.time.Duration;
import java.util.List;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.ForwardOptions;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Probes over the connections of the backend.
 */
public final class NettyProbeClient implements ProbeClient {

	@Override
	public Mono<Result> probe(Endpoint endpoint, String path, Duration timeout) {
		if (!(endpoint.transport() instanceof NettyTransport transport)) {
			return Mono.error(new IllegalArgumentException("Not a transport of this client: " + endpoint.transport()));
		}
		return authorized(transport.credentials())
			.flatMap((credentials) -> probe(transport, below(endpoint.url(), path), credentials))
			.timeout(timeout)
			.onErrorResume((failure) -> Mono.just(new Result(false, BackendFailure.of(failure).detail())));
	}

	/** A backend that asks for the token of an identity would turn away who has none. */
	private static Mono<TransportSpec.Credentials> authorized(TransportSpec.Credentials credentials) {
		BearerToken bearer = credentials.bearer();
		if (bearer == null) {
			return Mono.just(credentials);
		}
		String token = bearer.current();
		return (token != null) ? Mono.just(credentials.withToken(token)) : bearer.fetch().map(credentials::withToken);
	}

	private static Mono<Result> probe(NettyTransport transport, MessageUrl target,
			TransportSpec.Credentials credentials) {
		MessageUrl url = RequestHead.withCredentials(target, credentials);
		String query = url.rawQuery();
		NettyTransport.Route route = transport.route(url, ForwardOptions.HttpVersion.HTTP_1);
		Place place = route.places().take();
		return route.client()
			.headers((headers) -> write(headers, url, credentials))
			.get()
			.uri((query != null) ? url.rawPath() + "?" + query : url.rawPath())
			.response(NettyProbeClient::judge)
			.next()
			.doFinally((end) -> place.leaveUnlessConnected());
	}

	private static MessageUrl below(MessageUrl base, String path) {
		int question = path.indexOf('?');
		String rawPath = (question < 0) ? path : path.substring(0, question);
		String prefix = base.rawPath().replaceFirst("/+$", "");
		return base.withPathAndQuery(prefix + rawPath, (question < 0) ? null : path.substring(question + 1));
	}

	private static void write(HttpHeaders headers, MessageUrl url, TransportSpec.Credentials credentials) {
		headers.set(HttpHeaderNames.HOST,
				(url.port() == MessageUrl.defaultPort(url.scheme())) ? url.host() : url.host() + ":" + url.port());
		headers.set(HttpHeaderNames.USER_AGENT, "selvage-health");
		credentials.headers().forEach((String name, List<String> values) -> headers.set(name, values));
		if (credentials.authorization() != null) {
			headers.set(HttpHeaderNames.AUTHORIZATION, credentials.authorization());
		}
	}

	private static Mono<Result> judge(HttpClientResponse response, ByteBufFlux content) {
		int status = response.status().code();
		return content.then(Mono.just(new Result(status < 400, "status " + status)));
	}

}
