package io.selvage.gateway.forward;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

/**
 * Guards an HTTP/1.1 connection to a backend: informational answers are not mistaken for
 * the final one (RFC 9110 section 15.2), and a connection on which the backend speaks
 * without being asked is closed, so that nobody gets another's answer.
 */
final class BackendChannel extends ChannelDuplexHandler {

	private static final String NAME = "selvage.backend";

	private final AnswerEnd end = new AnswerEnd();

	private final Silence silence;

	private boolean awaiting;

	private boolean skipping;

	private boolean unread;

	private BackendChannel(Silence silence) {
		this.silence = silence;
	}

	/**
	 * Puts a guard into every new connection. A transport keeps the object, because it is
	 * part of the pool's key.
	 * @param maxSilence how long the other machine may be silent
	 * @return what arranges a connection
	 */
	static ChannelPipelineConfigurer installer(Duration maxSilence) {
		return (observer, channel, address) -> {
			if (address instanceof InetSocketAddress named) {
				BackendNames.connecting(channel, named.getHostString());
			}
			install(channel, new Silence(maxSilence));
		};
	}

	/**
	 * Guards a stream of HTTP/2, on which informational answers are whole messages.
	 * @param stream the stream
	 */
	static void guardStream(Channel stream) {
		if (stream.pipeline().get(NettyPipeline.H2ToHttp11Codec) != null && stream.pipeline().get(NAME) == null) {
			stream.pipeline()
				.addAfter(NettyPipeline.H2ToHttp11Codec, NAME, new BackendChannel(new Silence(Duration.ZERO)));
		}
	}

	private static void install(Channel channel, Silence silence) {
		if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
			BackendChannel guard = new BackendChannel(silence);
			channel.pipeline().addBefore(NettyPipeline.HttpCodec, NAME + ".bytes", guard.end);
			channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, guard);
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		Object sent = message;
		if (message instanceof HttpRequest request) {
			this.awaiting = true;
			this.silence.sending(context.channel(), request);
		}
		else if (message == LastHttpContent.EMPTY_LAST_CONTENT) {
			HttpHeaders trailers = Trailers.takeOutgoing(context.channel());
			if (!trailers.isEmpty()) {
				sent = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, trailers);
			}
		}
		super.write(context, sent, promise);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpResponse response) {
			if (!this.awaiting) {
				ReferenceCountUtil.release(message);
				context.close();
				return;
			}
			this.skipping = informational(response.status());
			if (response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
				refuse(response, "the answer switches to a protocol nobody asked for");
			}
			if (!this.skipping) {
				this.end.head(HttpUtil.isTransferEncodingChunked(response));
				Continuation.answered(context.channel(), false);
				refuseOddCoding(response);
			}
			else if (response.status().code() == HttpResponseStatus.CONTINUE.code()) {
				Continuation.answered(context.channel(), true);
			}
		}
		if (this.skipping) {
			this.skipping = !(message instanceof LastHttpContent);
			this.unread = true;
			ReferenceCountUtil.release(message);
			return;
		}
		if (message instanceof HttpContent part) {
			this.end.content(part.content().readableBytes());
		}
		if (message instanceof LastHttpContent) {
			this.awaiting = false;
			if (context.channel().parent() == null && !this.end.reached()) {
				neverAgain(context.channel());
			}
		}
		this.unread = false;
		boolean broken = message instanceof HttpObject part && part.decoderResult().isFailure();
		super.channelRead(context, message);
		if (broken) {
			context.close();
		}
	}

	private static void neverAgain(Channel channel) {
		ChannelOperations<?, ?> operations = ChannelOperations.get(channel);
		if (operations != null) {
			operations.markPersistent(false);
		}
	}

	/**
	 * The only transfer coding that can be relayed is chunked: an answer with any other
	 * is read differently by different recipients (RFC 9112 section 6.1).
	 */
	private static void refuseOddCoding(HttpResponse response) {
		List<String> codings = response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
		if (!codings.isEmpty()
				&& (codings.size() > 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0)))) {
			refuse(response, "the answer has the transfer coding " + codings);
		}
	}

	private static void refuse(HttpResponse response, String why) {
		response.setDecoderResult(
				DecoderResult.failure(new BackendException(new BackendFailure(BackendError.PROTOCOL, why))));
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) throws Exception {
		super.channelReadComplete(context);
		if (this.unread) {
			this.unread = false;
			context.read();
		}
	}

	private static boolean informational(HttpResponseStatus status) {
		return status.codeClass() == HttpStatusClass.INFORMATIONAL
				&& status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
	}

}
