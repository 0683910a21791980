package io.selvage.catalog.management;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.catalog.CatalogException;
import io.selvage.catalog.security.Authenticator;
import io.selvage.catalog.security.Caller;
import io.selvage.catalog.security.Credentials;
import io.selvage.catalog.security.FailureThrottle;
import io.selvage.catalog.store.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The management API: Azure Resource Manager's paths, verbs, entity tags and errors over
 * the catalog. Everything is synchronous: a write that was answered is served.
 * <p>
 * Who calls is asked before anything of the call is read; nothing is open to everybody. A
 * link to an export is its own credential.
 */
public final class ManagementApi implements WebHandler {

	private static final Logger logger = LoggerFactory.getLogger(ManagementApi.class);

	/** The largest body, in bytes. */
	private static final int BODY_LIMIT = 8 * 1024 * 1024;

	private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE");

	/** Whoever follows a signed link. */
	private static final Caller HOLDER = new Caller("holder of a link", Set.of());

	private final Authenticator authenticator;

	private final FailureThrottle throttle;

	private final ManagementRouter router;

	ManagementApi(Authenticator authenticator, FailureThrottle throttle, ManagementRouter router) {
		this.authenticator = authenticator;
		this.throttle = throttle;
		this.router = router;
	}

	/**
	 * Lists what can be called.
	 * @return every call with what it needs
	 */
	public List<ManagementRoute> routes() {
		return this.router.routes();
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		return answer(exchange).onErrorResume(this::failed).flatMap((answer) -> write(exchange, answer));
	}

	private Mono<ManagementAnswer> answer(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		ManagementPath path = ManagementPath.parse(request.getURI().getRawPath());
		String address = address(request);
		if (!this.throttle.mayTry(address)) {
			return refused(request,
					ErrorBody.answer(429, "TooManyRequests", "Too many calls were refused; try again later.")
						.with("Retry-After", "60"));
		}
		if (path != null && path.place() instanceof ManagementPath.Place.Export) {
			return linked(request, path);
		}
		return this.authenticator.authenticate(credentials(request))
			.flatMap((caller) -> (path == null) ? refused(request, notFound()) : authenticated(request, path, caller))
			.switchIfEmpty(Mono.defer(() -> {
				this.throttle.failed(address);
				return refused(request,
						ErrorBody
							.answer(401, "AuthenticationFailed",
									"Authentication failed. The 'Authorization' header is missing or not valid.")
							.with("WWW-Authenticate", "Bearer realm=\"selvage\""));
			}));
	}

	/**
	 * A link is asked for its signature, not for who follows it. Refusals are not
	 * counted: no number of tries guesses 256 bits.
	 */
	private Mono<ManagementAnswer> linked(ServerHttpRequest request, ManagementPath path) {
		String method = request.getMethod().name();
		ManagementRouter.Found found = this.router.find(method, path.place());
		if (found == null) {
			return refused(request, noSuchMethod(method, path));
		}
		ManagementRequest call = new ManagementRequest(method, origin(request.getURI()), path, query(request),
				headers(request), MissingNode.getInstance(), HOLDER);
		return UnreadBody.received(request)
			.then(Mono.defer(() -> found.handler().handle(call)).subscribeOn(Schedulers.boundedElastic()))
			.onErrorResume(this::failed);
	}

	private ManagementAnswer noSuchMethod(String method, ManagementPath path) {
		List<String> others = METHODS.stream().filter((each) -> this.router.find(each, path.place()) != null).toList();
		return others.isEmpty() ? notFound()
				: ErrorBody
					.answer(405, "MethodNotAllowed",
							"The requested resource does not support http method '" + method + "'.")
					.with("Allow", String.join(", ", others));
	}

	private Mono<ManagementAnswer> authenticated(ServerHttpRequest request, ManagementPath path, Caller caller) {
		String method = request.getMethod().name();
		ManagementRouter.Found found = this.router.find(method, path.place());
		if (found == null) {
			return refused(request, noSuchMethod(method, path));
		}
		if (!caller.may(found.access())) {
			return refused(request, ErrorBody.answer(403, "AuthorizationFailed",
					"The caller '" + caller.name() + "' does not have authorization to perform this action."));
		}
		Map<String, String> query = query(request);
		ManagementAnswer refusal = (path.place() instanceof ManagementPath.Place.Description) ? null
				: ApiVersions.refusal(query.getOrDefault("api-version", ""));
		if (refusal != null) {
			return refused(request, refusal);
		}
		return body(request).flatMap((body) -> {
			ManagementRequest call = new ManagementRequest(method, origin(request.getURI()), path, query,
					headers(request), body, caller);
			// Validation compiles policies: that is no work for an event loop.
			return Mono.defer(() -> found.handler().handle(call))
				.subscribeOn(Schedulers.boundedElastic())
				.defaultIfEmpty(notFound())
				.onErrorResume(this::failed)
				.doOnNext((answer) -> {
					if (found.access() != Caller.Access.READ) {
						AuditLog.write(call, request.getURI().getPath(), answer);
					}
				});
		});
	}

	private static Mono<ManagementAnswer> refused(ServerHttpRequest request, ManagementAnswer answer) {
		return UnreadBody.received(request).thenReturn(answer);
	}

	private static ManagementAnswer notFound() {
		return ErrorBody.answer(404, "ResourceNotFound", "The requested resource was not found.");
	}

	private Mono<ManagementAnswer> failed(Throwable error) {
		if (error instanceof CatalogException refused) {
			return Mono.just(ErrorBody.answer(refused));
		}
		if (error instanceof ActionFailedException action) {
			return Mono.just(ErrorBody.answer(action.status(), action.code(), String.valueOf(action.getMessage())));
		}
		if (error instanceof MalformedBodyException malformed) {
			return Mono.just(ErrorBody.answer(400, "ValidationError", String.valueOf(malformed.getMessage())));
		}
		if (error instanceof DataBufferLimitException) {
			return Mono.just(ErrorBody.answer(413, "RequestEntityTooLarge",
					"The body is larger than " + BODY_LIMIT + " bytes."));
		}
		if (error instanceof StoreUnavailableException) {
			logger.warn("{} {}", error.getMessage(), String.valueOf(NestedExceptionUtils.getMostSpecificCause(error)));
			return Mono.just(ErrorBody.answer(503, "ServiceUnavailable", String.valueOf(error.getMessage()))
				.with("Retry-After", "5"));
		}
		logger.error("A call of the management API failed.", error);
		return Mono.just(ErrorBody.answer(500, "InternalServerError", "An error has occurred; the log says more."));
	}

	private Mono<Void> write(ServerWebExchange exchange, ManagementAnswer answer) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
		answer.headers().forEach(response.getHeaders()::set);
		response.getHeaders().set("Cache-Control", "no-store");
		JsonNode body = answer.body();
		byte[] bytes = answer.bytes();
		if (answer.status() != 204 && answer.status() != 304) {
			// Said also where nothing follows (HEAD): without a length the answer would
			// be
			// chunked, and the last chunk be taken for the beginning of the next answer.
			response.getHeaders().setContentLength(bytes.length);
		}
		if (body == null || exchange.getRequest().getMethod().name().equals("HEAD")) {
			return response.setComplete();
		}
		response.getHeaders()
			.set(HttpHeaders.CONTENT_TYPE,
					(answer.mediaType() != null) ? answer.mediaType() : "application/json; charset=utf-8");
		return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
	}

	private static Mono<JsonNode> body(ServerHttpRequest request) {
		return DataBufferUtils.join(request.getBody(), BODY_LIMIT)
			.map(ManagementApi::read)
			.defaultIfEmpty(MissingNode.getInstance());
	}

	private static JsonNode read(DataBuffer buffer) {
		try {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			return JsonBodies.read(bytes);
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private static ManagementRequest.Headers headers(ServerHttpRequest request) {
		HttpHeaders headers = request.getHeaders();
		return new ManagementRequest.Headers(headers.getFirst(HttpHeaders.IF_MATCH),
				headers.getFirst(HttpHeaders.IF_NONE_MATCH), headers.getFirst(HttpHeaders.ACCEPT));
	}

	private static Credentials credentials(ServerHttpRequest request) {
		SslInfo tls = request.getSslInfo();
		X509Certificate[] chain = (tls != null) ? tls.getPeerCertificates() : null;
		return Credentials.of(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION),
				(chain != null && chain.length > 0) ? chain[0] : null);
	}

	private static String address(ServerHttpRequest request) {
		@Nullable InetSocketAddress remote = request.getRemoteAddress();
		return (remote != null && remote.getAddress() != null) ? remote.getAddress().getHostAddress() : "unknown";
	}

	private static Map<String, String> query(ServerHttpRequest request) {
		Map<String, String> query = new LinkedHashMap<>();
		request.getQueryParams().forEach((name, values) -> {
			String first = values.isEmpty() ? null : values.get(0);
			query.putIfAbsent(name.toLowerCase(Locale.ROOT), (first != null) ? first : "");
		});
		return query;
	}

	private static String origin(URI uri) {
		return uri.getScheme() + "://" + uri.getRawAuthority();
	}

}
