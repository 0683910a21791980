package io.selvage.gateway.listener;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.forward.Trailers;
import io.selvage.gateway.forward.WindowUpdates;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Sees requests and answers between their coding and Reactor Netty: tells the watch over
 * the client's pace where they begin and end, and keeps trailers, which Reactor Netty
 * drops. A body that cannot be decoded fails where it is read: Reactor Netty would answer
 * in the place of the request that is under way, and let it wait for the rest. On HTTP/2
 * there is one per stream, for the trailers alone.
 */
final class ClientChannel extends ChannelDuplexHandler {

	private static final String NAME = "selvage.client";

	private static final String LINES = "selvage.lines";

	/** As many as header fields. */
	private static final int MOST_TRAILERS = 100;

	private final @Nullable ClientPace pace;

	private boolean leaving;

	private ClientChannel(@Nullable ClientPace pace) {
		this.pace = pace;
	}

	/**
	 * Installs it on a connection that speaks HTTP/1.1 from its beginning.
	 */
	static void install(Channel channel, ClientPace pace) {
		ChannelHandlerContext frames = channel.pipeline().context(Http2Watch.class);
		if (frames != null) {
			channel.pipeline().addAfter(frames.name(), LINES, new HeadLines(pace));
		}
		if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
			UpgradeOffers.install(channel.pipeline());
			Http2Heads.prepare(channel.pipeline());
			channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, NAME, new ClientChannel(pace));
		}
	}

	/**
	 * Installs it where the protocol was agreed upon later: by ALPN, or in the first
	 * bytes. Called when a request has arrived, before any of its body is read.
	 * @param channel a connection, or a stream of HTTP/2
	 * @param headers the head of the request
	 */
	static void installLate(Channel channel, HttpHeaders headers) {
		if (channel.pipeline().get(NAME) != null || channel.pipeline().get(NettyPipeline.HttpTrafficHandler) == null) {
			return;
		}
		ClientPace pace = ClientPace.of(channel);
		boolean stream = channel.parent() != null && channel.pipeline().get(NettyPipeline.H2ToHttp11Codec) != null;
		if (stream) {
			IdleStreams.install(channel.parent());
			OpenStreams.add(channel);
			WindowUpdates.install(channel);
		}
		if (pace != null && stream) {
			pace.streams();
			StreamPace.install(channel, pace, headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
					|| !"0".equals(headers.get(HttpHeaderNames.CONTENT_LENGTH, "0")));
		}
		else if (pace != null) {
			pace.head();
		}
		channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, NAME, new ClientChannel(stream ? null : pace));
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (this.leaving) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (this.pace != null && message instanceof HttpContent part) {
			this.pace.received(part.content().readableBytes());
		}
		if (this.pace != null && message instanceof HttpRequest) {
			this.pace.head();
		}
		if (this.pace != null && message instanceof HttpContent part && !(message instanceof HttpRequest)
				&& part.decoderResult().isFailure()) {
			part.release();
			this.pace.bodyFailed(context,
					new BackendFailure(BackendError.CLIENT_MALFORMED, String.valueOf(part.decoderResult().cause())));
			return;
		}
		if (this.pace != null && message instanceof LastHttpContent last
				&& last.trailingHeaders().size() > MOST_TRAILERS) {
			last.release();
			this.pace.bodyFailed(context, new BackendFailure(BackendError.CLIENT_MALFORMED,
					"more than " + MOST_TRAILERS + " trailer fields"));
			return;
		}
		if (message instanceof LastHttpContent last) {
			if (this.pace != null) {
				this.pace.end();
			}
			if (!last.trailingHeaders().isEmpty()) {
				Trailers.received(context.channel(), last.trailingHeaders());
			}
		}
		super.channelRead(context, message);
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
		super.userEventTriggered(context, event);
		if (event instanceof Http2ResetFrame) {
			context.close();
		}
	}

	/**
	 * A connection that ended while its client is still sending would be reset, and the
	 * answer lost with it: so what still comes is dropped for a while.
	 */
	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
		boolean early = this.pace != null && this.pace.bodyLeft() && this.pace.inBody();
		if (!early || this.leaving || !(context.channel() instanceof DuplexChannel connection)) {
			super.close(context, promise);
			return;
		}
		this.leaving = true;
		connection.shutdownOutput();
		context.executor().schedule(() -> context.close(promise), ClientPace.LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
		context.read();
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) throws Exception {
		super.channelReadComplete(context);
		if (this.leaving) {
			context.read();
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (this.pace != null) {
			if (message instanceof HttpResponse response && response.protocolVersion() != HttpVersion.HTTP_1_1
					&& response.protocolVersion() != HttpVersion.HTTP_1_0) {
				response.setProtocolVersion(HttpVersion.HTTP_1_1);
			}
			if (this.pace.lastAnswer() && message instanceof HttpResponse response) {
				response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
			}
			if (message instanceof LastHttpContent && !informational(message)) {
				this.pace.answered();
				if (this.pace.lastAnswer()) {
					context.write(message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
					return;
				}
			}
		}
		super.write(context, message, promise);
	}

	private static boolean informational(Object message) {
		return message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
	}

}
