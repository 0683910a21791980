package io.selvage.gateway.listener;

import java.util.Map;
import java.util.TreeMap;

import io.netty.buffer.ByteBuf;
import io.selvage.gateway.context.RequestTooLargeException;
import reactor.core.publisher.Flux;

/**
 * How large the bodies of requests may be. One that announces more is refused before it
 * is read; one that turns out to be larger is cut off, and neither a policy nor a backend
 * gets to see it whole.
 */
public final class BodyLimits {

	/** A limit that is none. */
	public static final long UNLIMITED = Long.MAX_VALUE;

	private final long usual;

	private final Map<String, Long> byApi = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/**
	 * Creates the limits.
	 * @param usual the limit of APIs that are not named, in bytes
	 * @param byApi limits in bytes by resource name of the API
	 */
	public BodyLimits(long usual, Map<String, Long> byApi) {
		this.usual = usual;
		this.byApi.putAll(byApi);
	}

	long of(String apiId) {
		return this.byApi.isEmpty() ? this.usual : this.byApi.getOrDefault(apiId, this.usual);
	}

	/**
	 * Refuses a body that announces too much.
	 * @param length what it announces, -1 if nothing
	 * @param limit the limit in bytes
	 * @throws RefusedException with status 413
	 */
	static void check(long length, long limit) {
		if (length > limit) {
			throw new RefusedException(RequestTooLargeException.STATUS, RequestTooLargeException.text(limit));
		}
	}

	/**
	 * Cuts off a body that turns out to be too large.
	 * @param body its parts
	 * @param limit the limit in bytes
	 * @param exceeded is called when it is cut off
	 * @return the same parts; fails at the limit
	 */
	static Flux<ByteBuf> hold(Flux<ByteBuf> body, long limit, Runnable exceeded) {
		if (limit == UNLIMITED) {
			return body;
		}
		return Flux.defer(() -> {
			long[] received = new long[1];
			return body.map((part) -> {
				received[0] += part.readableBytes();
				if (received[0] > limit) {
					exceeded.run();
					throw new RequestTooLargeException(limit);
				}
				return part;
			});
		});
	}

}
