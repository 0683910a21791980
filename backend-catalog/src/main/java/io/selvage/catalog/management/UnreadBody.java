package io.selvage.catalog.management;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * The body of a request that is refused without a look at it. It is received
 * nevertheless, as far as it is small: a connection whose request has not ended cannot
 * take the next one (RFC 9112, section 9.3).
 */
public final class UnreadBody {

	/** How much is received, in bytes. */
	private static final long LIMIT = 64 * 1024;

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private UnreadBody() {
	}

	/**
	 * Receives a body and throws it away.
	 * @param request the request
	 * @return completes at the end of the body, after 64 KiB or after two seconds, never
	 * with an error
	 */
	public static Mono<Void> received(ServerHttpRequest request) {
		AtomicLong received = new AtomicLong();
		return request.getBody().takeUntil((part) -> {
			boolean enough = received.addAndGet(part.readableByteCount()) > LIMIT;
			DataBufferUtils.release(part);
			return enough;
		}).then().timeout(PATIENCE).onErrorComplete();
	}

}
