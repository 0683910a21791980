package io.selvage.gateway.management;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;

import io.selvage.catalog.management.UnreadBody;
import io.selvage.catalog.security.Authenticator;
import io.selvage.catalog.security.Caller;
import io.selvage.catalog.security.Credentials;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Asks who calls an endpoint of the management port. Open to everybody are health,
 * metrics and a single trace, whose name nobody can guess; the management API asks by
 * itself.
 */
public final class ManagementGuard implements WebFilter {

	private static final List<String> OPEN = List.of("/actuator/health", "/actuator/prometheus", "/actuator/traces/");

	private final Authenticator authenticator;

	private final String basePath;

	/**
	 * Creates the guard.
	 * @param authenticator tells who calls
	 * @param basePath the path below which the endpoints lie, {@code /actuator} by
	 * default
	 */
	public ManagementGuard(Authenticator authenticator, String basePath) {
		this.authenticator = authenticator;
		this.basePath = basePath;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		String path = request.getPath().value();
		if (!path.startsWith(this.basePath) || isOpen(request.getMethod(), path)) {
			return chain.filter(exchange);
		}
		SslInfo tls = request.getSslInfo();
		X509Certificate[] certificates = (tls != null) ? tls.getPeerCertificates() : null;
		Caller.Access needed = HttpMethod.GET.equals(request.getMethod()) ? Caller.Access.READ : Caller.Access.WRITE;
		Credentials credentials = Credentials.of(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION),
				(certificates != null && certificates.length > 0) ? certificates[0] : null);
		return this.authenticator.authenticate(credentials)
			.map((caller) -> caller.may(needed) ? HttpStatus.OK : HttpStatus.FORBIDDEN)
			.defaultIfEmpty(HttpStatus.UNAUTHORIZED)
			.flatMap((status) -> (status == HttpStatus.OK) ? chain.filter(exchange)
					: UnreadBody.received(request).then(refuse(exchange.getResponse(), status)));
	}

	private boolean isOpen(HttpMethod method, String path) {
		return HttpMethod.GET.equals(method) && OPEN.stream()
			.map((open) -> this.basePath + open.substring("/actuator".length()))
			.anyMatch((open) -> open.endsWith("/") ? path.startsWith(open) && path.length() > open.length()
					: path.equals(open) || path.startsWith(open + "/"));
	}

	private static Mono<Void> refuse(ServerHttpResponse response, HttpStatus status) {
		return Mono.defer(() -> refusal(response, status));
	}

	private static Mono<Void> refusal(ServerHttpResponse response, HttpStatus status) {
		response.setStatusCode(status);
		if (status == HttpStatus.UNAUTHORIZED) {
			response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"selvage\"");
		}
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		String code = (status == HttpStatus.UNAUTHORIZED) ? "AuthenticationFailed" : "AuthorizationFailed";
		byte[] body = ("{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + status.getReasonPhrase()
				+ "\",\"details\":null}}")
			.getBytes(StandardCharsets.UTF_8);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
	}

}
