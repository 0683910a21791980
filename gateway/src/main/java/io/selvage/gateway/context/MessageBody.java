package io.selvage.gateway.context;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The body of a request or response. It streams from one side of the gateway to the other
 * unless a policy or an expression reads it; then it is buffered first, up to a limit.
 * Expressions are synchronous: whoever evaluates one that reads a body calls
 * {@link #buffer(int)} before.
 */
public interface MessageBody {

	/**
	 * Returns the bytes, if they are in memory.
	 * @return the whole body, or null while it still streams
	 */
	byte @Nullable [] bytes();

	/**
	 * Reads the body into memory. Afterwards {@link #bytes()} is not null.
	 * @param limit the largest size accepted, in bytes
	 * @return the bytes; fails with {@link BodyTooLargeException} above the limit
	 */
	Mono<byte[]> buffer(int limit);

	/**
	 * Tells whether {@code As<T>()} has read the body without {@code preserveContent}: it
	 * is then empty for later readers and for forwarding.
	 * @return true once it was read away
	 */
	boolean consumed();

	/**
	 * Marks the body as read away.
	 */
	void consume();

	/**
	 * Returns a body that is in memory.
	 * @param bytes the bytes, not copied
	 * @return a body that never streams
	 */
	static MessageBody of(byte[] bytes) {
		return new BufferedBody(bytes);
	}

}
