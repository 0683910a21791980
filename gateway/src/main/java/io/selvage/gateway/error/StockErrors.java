package io.selvage.gateway.error;

import java.util.concurrent.TimeoutException;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Gives requests that went Spring's own way, and that nobody there wanted or that failed,
 * the same error bodies as all others. A failure of ours or of a backend is one line in
 * the log.
 */
public final class StockErrors implements WebExceptionHandler, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(StockErrors.class);

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
		ServerHttpResponse response = exchange.getResponse();
		if (response.isCommitted()) {
			return Mono.error(failure);
		}
		GatewayResponse answer = answer(failure);
		response.setStatusCode(HttpStatusCode.valueOf(answer.statusCode()));
		response.getHeaders().clear();
		answer.headers().forEach(response.getHeaders()::add);
		MessageBody body = answer.body();
		byte[] bytes = (body != null) ? body.bytes() : null;
		DataBuffer buffer = response.bufferFactory().wrap((bytes != null) ? bytes : new byte[0]);
		return response.writeWith(Mono.just(buffer));
	}

	private static GatewayResponse answer(Throwable failure) {
		if (failure instanceof ResponseStatusException known) {
			int status = known.getStatusCode().value();
			if (status == 404) {
				return ErrorBody.notFound();
			}
			String reason = known.getReason();
			return ErrorBody.refused(status, (reason != null) ? reason : known.getStatusCode().toString());
		}
		logger.warn("A route outside of the catalog failed: {}", failure.toString());
		return ErrorBody.refused((failure instanceof TimeoutException) ? 504 : 500, ErrorBody.INTERNAL);
	}

	@Override
	public int getOrder() {
		return -2;
	}

}
