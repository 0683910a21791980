package io.selvage.fabric.naming;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.security.BearerTokenSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Sends calls to a cluster: to the endpoint in favour, to the next if that one fails,
 * with the other api-version if the first is refused, once more if a refused certificate
 * turns out to have been renewed.
 */
final class ClusterCalls {

	private final ManagementEndpoints endpoints;

	private final ClusterConnections connections;

	private final NamingSettings settings;

	private final @Nullable BearerTokenSource tokens;

	private final ApiVersion apiVersion;

	ClusterCalls(ManagementEndpoints endpoints, ClusterConnections connections, NamingSettings settings,
			@Nullable BearerTokenSource tokens) {
		this.endpoints = endpoints;
		this.connections = connections;
		this.settings = settings;
		this.tokens = tokens;
		this.apiVersion = new ApiVersion(settings.apiVersion(), settings.fallbackApiVersion());
	}

	Mono<NamingAnswer> send(NamingCall call) {
		return Mono.defer(() -> {
			String version = this.apiVersion.current();
			return send(call, version).doOnNext((answer) -> this.apiVersion.accepted(version))
				.onErrorResume(FabricException.class, (ex) -> again(call, version, ex));
		});
	}

	private Mono<NamingAnswer> again(NamingCall call, String refused, FabricException refusal) {
		if (!(refusal instanceof FabricException.InvalidRequest)) {
			if (refusal.definitive()) {
				this.apiVersion.accepted(refused);
			}
			return Mono.error(refusal);
		}
		String other = this.apiVersion.insteadOf(refused);
		if (other == null) {
			return Mono.error(refusal);
		}
		return send(call, other).doOnNext((answer) -> this.apiVersion.accepted(other))
			.onErrorMap(FabricException.InvalidRequest.class, (ex) -> refusal);
	}

	private Mono<NamingAnswer> send(NamingCall call, String version) {
		return attempt(call, version, this.endpoints.first(), 0).onErrorResume(
				FabricException.ClientCertificateRefused.class,
				(ex) -> Mono.fromCallable(this.connections::reload)
					.subscribeOn(Schedulers.boundedElastic())
					.flatMap(
							(renewed) -> renewed ? attempt(call, version, this.endpoints.first(), 0) : Mono.error(ex)));
	}

	private Mono<NamingAnswer> attempt(NamingCall call, String version, int index, long triedBefore) {
		long tried = triedBefore | 1L << index;
		boolean last = Long.bitCount(tried) == this.endpoints.size();
		Duration limit = (last || this.settings.failoverTimeout().compareTo(this.settings.requestTimeout()) > 0)
				? this.settings.requestTimeout() : this.settings.failoverTimeout();
		URI endpoint = this.endpoints.get(index);
		return exchange(call, endpoint, call.uri(endpoint, version, limit), limit)
			.doOnNext((answer) -> this.endpoints.succeeded(index))
			.onErrorResume(FabricException.class, (ex) -> {
				if (!isEndpointsFault(ex)) {
					this.endpoints.succeeded(index);
					return Mono.error(ex);
				}
				this.endpoints.failed(index);
				int next = last ? -1 : this.endpoints.next(tried);
				return (next >= 0) ? attempt(call, version, next, tried) : Mono.error(ex);
			});
	}

	private static boolean isEndpointsFault(FabricException failure) {
		return failure instanceof FabricException.Unreachable || failure instanceof FabricException.Timeout
				|| failure instanceof FabricException.ServerNotTrusted;
	}

	private Mono<NamingAnswer> exchange(NamingCall call, URI endpoint, URI uri, Duration limit) {
		if (this.tokens == null || call.anonymous()) {
			return exchange(this.connections.client(), call, endpoint, uri, limit);
		}
		return this.tokens.token()
			.flatMap((token) -> exchange(
					this.connections.client()
						.headers((headers) -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token)),
					call, endpoint, uri, limit));
	}

	private Mono<NamingAnswer> exchange(HttpClient client, NamingCall call, URI endpoint, URI uri, Duration limit) {
		HttpClient prepared = client.headers((headers) -> {
			headers.set(HttpHeaderNames.ACCEPT, "application/json");
			headers.set(HttpHeaderNames.USER_AGENT, "selvage");
		});
		return sent(prepared, call, uri).response(this::read)
			.single()
			.timeout(limit, Mono.error(() -> new TimeoutException()))
			.onErrorMap((ex) -> FailureTranslation.translate(ex, endpoint));
	}

	private static HttpClient.ResponseReceiver<?> sent(HttpClient client, NamingCall call, URI uri) {
		String body = call.body();
		if (body == null) {
			return client.get().uri(uri);
		}
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return client.headers((headers) -> {
			headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
			headers.set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
		})
			.request(HttpMethod.POST)
			.uri(uri)
			.send((request, outbound) -> outbound.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes))));
	}

	private Mono<NamingAnswer> read(HttpClientResponse response, ByteBufFlux content) {
		int max = this.settings.maxResponseBytes();
		return content.asByteArray().collect(ByteArrayOutputStream::new, (body, bytes) -> {
			if (body.size() + bytes.length > max) {
				throw new FabricException.InvalidAnswer("the answer is larger than " + max + " bytes");
			}
			body.writeBytes(bytes);
		}).map((body) -> answer(response, body.toByteArray()));
	}

	private static NamingAnswer answer(HttpClientResponse response, byte[] body) {
		int status = response.status().code();
		if (status < 200 || status > 299) {
			throw NamingErrors.read(status, response.status().reasonPhrase(), body);
		}
		return new NamingAnswer(status, body);
	}

}
