package io.selvage.gateway.context;

import reactor.core.publisher.Mono;

/**
 * A body that is in memory from the start.
 */
final class BufferedBody implements MessageBody {

	private final byte[] bytes;

	private boolean consumed;

	BufferedBody(byte[] bytes) {
		this.bytes = bytes;
	}

	@Override
	public byte[] bytes() {
		return this.bytes;
	}

	@Override
	public Mono<byte[]> buffer(int limit) {
		return (this.bytes.length <= limit) ? Mono.just(this.bytes) : Mono.error(new BodyTooLargeException(limit));
	}

	@Override
	public boolean consumed() {
		return this.consumed;
	}

	@Override
	public void consume() {
		this.consumed = true;
	}

}
