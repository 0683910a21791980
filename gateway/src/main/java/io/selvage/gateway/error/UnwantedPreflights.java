package io.selvage.gateway.error;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Comes after all other handlers and gives CORS preflight requests for paths nobody
 * serves the answer of every other request there, 404. Spring alone would say 403, as if
 * something was there.
 */
public final class UnwantedPreflights implements HandlerMapping, Ordered {

	@Override
	public Mono<Object> getHandler(ServerWebExchange exchange) {
		return CorsUtils.isPreFlightRequest(exchange.getRequest())
				? Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND)) : Mono.empty();
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
