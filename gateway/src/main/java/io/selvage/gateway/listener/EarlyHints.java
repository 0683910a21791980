package io.selvage.gateway.listener;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Tells a client of the Early Hints of a backend (RFC 8297) ahead of the answer. Only the
 * {@code Link} fields are passed on: no policy gets to see this answer, so what a policy
 * would remove from the final one must not leave with it.
 * <p>
 * It goes around Reactor Netty, which would take it for the answer, and over HTTP/1.1
 * around Netty's encoder too, which counts one answer per request.
 */
final class EarlyHints {

	private static final String HEAD = "HTTP/1.1 103 Early Hints\r\n";

	private EarlyHints() {
	}

	/**
	 * Relays hints, unless the answer is already under way.
	 * @param links the values of the {@code Link} fields
	 * @param response the answer that is not there yet
	 */
	static void relay(List<String> links, HttpServerResponse response) {
		response.withConnection((connection) -> {
			Channel channel = connection.channel();
			Runnable writing = () -> {
				if (!response.hasSentHeaders() && understood(response) && inOrder(links)) {
					write(channel, links);
				}
			};
			if (channel.eventLoop().inEventLoop()) {
				writing.run();
			}
			else {
				channel.eventLoop().execute(writing);
			}
		});
	}

	/** Clients of HTTP/1.0 know no informational answers (RFC 9110 section 15.2). */
	private static boolean understood(HttpServerResponse response) {
		return ((HttpServerRequest) response).version().compareTo(HttpVersion.HTTP_1_0) > 0;
	}

	private static boolean inOrder(List<String> links) {
		return links.stream().allMatch((link) -> link.chars().allMatch((next) -> next >= ' ' && next != 0x7F));
	}

	private static void write(Channel channel, List<String> links) {
		if (channel.pipeline().get(NettyPipeline.H2ToHttp11Codec) != null) {
			FullHttpResponse hints = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.EARLY_HINTS,
					Unpooled.EMPTY_BUFFER);
			hints.headers().add("link", links);
			send(channel.pipeline().context(NettyPipeline.HttpTrafficHandler), hints);
			return;
		}
		StringBuilder head = new StringBuilder(HEAD);
		links.forEach((link) -> head.append("Link: ").append(link).append("\r\n"));
		send(channel.pipeline().context(HttpServerCodec.class),
				Unpooled.wrappedBuffer(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1)));
	}

	private static void send(@Nullable ChannelHandlerContext behind, Object message) {
		if (behind != null && behind.channel().isActive()) {
			behind.writeAndFlush(message);
		}
	}

}
