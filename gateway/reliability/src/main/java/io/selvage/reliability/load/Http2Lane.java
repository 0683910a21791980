package io.selvage.reliability.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/2. As every client of HTTP/2 it sends a request again of which the
 * server said that it did not look at it: refused streams, and those beyond the last one
 * a GOAWAY names (RFC 9113 section 6.8).
 */
final class Http2Lane implements Lane {

	private static final int MAX_BODY = 8 << 20;

	private final Channel channel;

	private final Lanes lanes;

	private boolean goingAway;

	private int lastStream = Integer.MAX_VALUE;

	Http2Lane(Channel channel, Lanes lanes) {
		this.channel = channel;
		this.lanes = lanes;
		channel.pipeline()
			.addLast(Http2FrameCodecBuilder.forClient().build(), new Http2MultiplexHandler(new Nothing()),
					new Frames());
		channel.closeFuture().addListener((closed) -> lanes.gone(this));
	}

	@Override
	public void send(Call call) {
		new Http2StreamChannelBootstrap(this.channel).handler(new ChannelInitializer<Http2StreamChannel>() {
			@Override
			protected void initChannel(Http2StreamChannel stream) {
				stream.pipeline()
					.addLast(new Http2StreamFrameToHttpObjectCodec(false), new HttpObjectAggregator(MAX_BODY),
							new Exchange(call));
			}
		}).open().addListener((opened) -> {
			if (opened.isSuccess()) {
				FullHttpRequest request = Http1Lane.request(call.ask());
				((Http2StreamChannel) opened.getNow()).writeAndFlush(request);
			}
			else {
				this.channel.close();
				call.again();
			}
		});
	}

	@Override
	public boolean usable() {
		return this.channel.isActive() && !this.goingAway;
	}

	@Override
	public void close() {
		this.channel.close();
	}

	private void released() {
		if (usable()) {
			this.lanes.idle(this);
		}
		else {
			this.channel.close();
		}
	}

	/**
	 * Frames of the connection as a whole.
	 */
	private final class Frames extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof Http2GoAwayFrame goAway) {
				Http2Lane.this.goingAway = true;
				Http2Lane.this.lastStream = goAway.lastStreamId();
			}
			ReferenceCountUtil.release(message);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

	/**
	 * Streams the server would open; there are none.
	 */
	private static final class Nothing extends ChannelInboundHandlerAdapter {

	}

	/**
	 * One request and its answer.
	 */
	private final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {

		private @Nullable Call call;

		private boolean refused;

		Exchange(Call call) {
			this.call = call;
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
			Call answered = this.call;
			this.call = null;
			if (answered != null) {
				answered.end(response.status().code(), Http1Lane.text(response));
				released();
			}
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event instanceof Http2ResetFrame reset) {
				this.refused = reset.errorCode() == Http2Error.REFUSED_STREAM.code();
			}
			ReferenceCountUtil.release(event);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			Call open = this.call;
			this.call = null;
			if (open == null) {
				return;
			}
			int stream = ((Http2StreamChannel) context.channel()).stream().id();
			if (this.refused || stream > Http2Lane.this.lastStream) {
				open.again();
			}
			else {
				open.end(Answer.BROKEN, "");
			}
			released();
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}
