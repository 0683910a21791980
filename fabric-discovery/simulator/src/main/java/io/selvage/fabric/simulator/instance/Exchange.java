package io.selvage.fabric.simulator.instance;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpServerCodec;
import io.selvage.fabric.simulator.wire.Connections;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * One request to an instance and the response to it.
 *
 * @param instance who was asked
 * @param received the request as recorded
 * @param request the request
 * @param response the response
 * @param channel the connection
 */
public record Exchange(InstanceIdentity instance, ReceivedRequest received, HttpServerRequest request,
		HttpServerResponse response, Channel channel) {

	/**
	 * Returns the body as it arrives; length and hash are recorded at its end.
	 * @return the body, each buffer valid until the next; read it at most once
	 */
	public Flux<ByteBuf> body() {
		return Flux.defer(() -> {
			MessageDigest digest = sha256();
			long[] length = new long[1];
			return this.request.receive().doOnNext((buffer) -> {
				length[0] += buffer.readableBytes();
				digest.update(buffer.nioBuffer());
			})
				.doOnComplete(() -> this.received
					.complete(new ReceivedBody(length[0], HexFormat.of().formatHex(digest.digest()))));
		});
	}

	/**
	 * Reads the body to its end.
	 * @return what was received
	 */
	public Mono<ReceivedBody> receiveBody() {
		return body().then(Mono.fromSupplier(() -> this.received.body().orElseThrow()));
	}

	/**
	 * Sends bytes as they are, past the server's own idea of HTTP/1.1.
	 * @param bytes the bytes
	 * @return completes when they are written; fails on HTTP/2
	 */
	public Mono<Void> sendRaw(byte[] bytes) {
		return Mono.create((sink) -> {
			ChannelHandlerContext codec = this.channel.pipeline().context(HttpServerCodec.class);
			if (codec == null) {
				sink.error(new IllegalStateException("raw bytes can be sent over HTTP/1.1 only"));
				return;
			}
			codec.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener((written) -> {
				if (written.isSuccess()) {
					sink.success();
				}
				else {
					sink.error(written.cause());
				}
			});
		});
	}

	/**
	 * Closes the connection in an orderly way (FIN), whatever has been answered.
	 */
	public void close() {
		this.channel.close();
	}

	/**
	 * Breaks the connection (RST), whatever has been answered.
	 */
	public void reset() {
		Connections.reset(this.channel);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
