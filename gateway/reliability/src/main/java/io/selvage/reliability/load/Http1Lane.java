package io.selvage.reliability.load;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * A keep-alive connection of HTTP/1.1.
 */
final class Http1Lane extends SimpleChannelInboundHandler<FullHttpResponse> implements Lane {

	private static final int MAX_BODY = 8 << 20;

	private final Channel channel;

	private final Lanes lanes;

	private @Nullable Call current;

	Http1Lane(Channel channel, Lanes lanes) {
		this.channel = channel;
		this.lanes = lanes;
		channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_BODY), this);
	}

	@Override
	public void send(Call call) {
		this.current = call;
		this.channel.writeAndFlush(request(call.ask()));
	}

	/**
	 * Writes a request down.
	 * @param ask the request
	 * @return its message
	 */
	static FullHttpRequest request(Ask ask) {
		ByteBuf body = (ask.bodyLength() == 0) ? Unpooled.EMPTY_BUFFER
				: Unpooled.buffer(ask.bodyLength()).writeZero(ask.bodyLength());
		FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(ask.method()),
				ask.path(), body);
		request.headers().set(HttpHeaderNames.HOST, "gateway.example").set("x-request-id", ask.id());
		if (ask.bodyLength() > 0 || !ask.idempotent()) {
			request.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, ask.bodyLength());
		}
		return request;
	}

	static String text(FullHttpResponse response) {
		ByteBuf content = response.content();
		return content.toString(content.readerIndex(), Math.min(200, content.readableBytes()),
				StandardCharsets.US_ASCII);
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
		Call call = this.current;
		if (call == null) {
			context.close();
			return;
		}
		this.current = null;
		call.end(response.decoderResult().isFailure() ? Answer.BROKEN : response.status().code(), text(response));
		if (HttpUtil.isKeepAlive(response)) {
			this.lanes.idle(this);
		}
		else {
			context.close();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		Call call = this.current;
		this.current = null;
		if (call != null) {
			call.end(Answer.BROKEN, "");
		}
		this.lanes.gone(this);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

	@Override
	public boolean usable() {
		return this.channel.isActive();
	}

	@Override
	public void close() {
		this.channel.close();
	}

}
