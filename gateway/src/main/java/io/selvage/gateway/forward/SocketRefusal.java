package io.selvage.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Stands by the handshake with a backend that is asked for a WebSocket. Of a backend that
 * does not agree Netty drops the body of the answer, so it is collected here before Netty
 * sees the head. And Netty makes up an origin for clients that have named none, which
 * would let a program pass for a browser: it is taken away.
 */
final class SocketRefusal extends ChannelDuplexHandler {

	private static final String NAME = "selvage.refusal";

	/** No sensible explanation is longer. */
	private static final int LARGEST_BODY = 1_048_576;

	private final boolean fromBrowser;

	private final ByteBuf body = Unpooled.buffer(0, LARGEST_BODY);

	private @Nullable HttpResponse head;

	private boolean swallowed;

	private volatile boolean whole;

	/**
	 * Creates it.
	 * @param fromBrowser whether the client has named an origin
	 */
	SocketRefusal(boolean fromBrowser) {
		this.fromBrowser = fromBrowser;
	}

	/**
	 * Stands by a handshake that is about to begin.
	 * @param channel a connection that is not used for anything else
	 */
	void watch(Channel channel) {
		if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
			channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, this);
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (message instanceof HttpRequest request && !this.fromBrowser) {
			request.headers().remove(HttpHeaderNames.ORIGIN);
		}
		super.write(context, message, promise);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpResponse response) {
			boolean agreed = response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
			if (agreed || response.decoderResult().isFailure()) {
				context.pipeline().remove(this);
			}
			else {
				this.head = response;
			}
		}
		HttpResponse refusing = this.head;
		if (refusing == null) {
			super.channelRead(context, message);
			return;
		}
		this.swallowed = true;
		boolean fits = collect(message);
		if (message instanceof LastHttpContent || !fits) {
			this.head = null;
			if (refusing.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
				this.whole = fits;
				this.swallowed = false;
				context.fireChannelRead(refusing);
			}
		}
	}

	private boolean collect(Object message) {
		if (!(message instanceof HttpContent part)) {
			return true;
		}
		boolean fits = part.decoderResult().isSuccess()
				&& part.content().readableBytes() <= this.body.maxWritableBytes();
		if (fits) {
			this.body.writeBytes(part.content());
		}
		ReferenceCountUtil.release(message);
		return fits;
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) throws Exception {
		super.channelReadComplete(context);
		if (this.swallowed) {
			this.swallowed = false;
			context.read();
		}
	}

	/**
	 * Returns what was collected.
	 * @return the body; null if it did not arrive whole
	 */
	byte @Nullable [] body() {
		return this.whole ? ByteBufUtil.getBytes(this.body) : null;
	}

}
