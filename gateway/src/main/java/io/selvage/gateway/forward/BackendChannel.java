package io.selvage.gateway.forward;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

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
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
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

	/** How long the machine at the other end of a connection may be silent. */
	private static final AttributeKey<Duration> MAX_SILENCE = AttributeKey.valueOf(BackendChannel.class, "silence");

	private static final AttributeKey<Consumer<List<String>>> HINTED = AttributeKey.valueOf(BackendChannel.class,
			"hinted");

	private static final String LINK = "link";

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
			channel.attr(MAX_SILENCE).set(maxSilence);
			install(channel, new Silence(maxSilence));
		};
	}

	/**
	 * Guards what could not be guarded when its connection was made: a stream of HTTP/2,
	 * on which informational answers are whole messages, and a connection whose protocol
	 * was agreed upon during its TLS handshake.
	 * @param channel a stream or a connection
	 */
	static void guardLate(Channel channel) {
		if (channel.pipeline().get(NAME) != null) {
			return;
		}
		if (channel.parent() == null) {
			Duration maxSilence = channel.attr(MAX_SILENCE).get();
			install(channel, new Silence((maxSilence != null) ? maxSilence : Duration.ZERO));
		}
		else if (channel.pipeline().get(NettyPipeline.H2ToHttp11Codec) != null) {
			WindowUpdates.install(channel);
			channel.pipeline()
				.addAfter(NettyPipeline.H2ToHttp11Codec, NAME, new BackendChannel(new Silence(Duration.ZERO)));
		}
	}

	/**
	 * Says who hears of Early Hints (RFC 8297) on a connection from now on.
	 * @param channel a stream or a connection
	 * @param listener is told of the {@code Link} fields; null for nobody
	 */
	static void earlyHints(Channel channel, @Nullable Consumer<List<String>> listener) {
		if (listener != null || channel.hasAttr(HINTED)) {
			channel.attr(HINTED).set(listener);
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
			refuseOddLine(context, response);
			if (!this.skipping) {
				this.end.head(HttpUtil.isTransferEncodingChunked(response));
				Continuation.answered(context.channel(), false);
				refuseOddCoding(response);
			}
			else if (response.status().code() == HttpResponseStatus.CONTINUE.code()) {
				Continuation.answered(context.channel(), true);
			}
			else if (response.status().code() == HttpResponseStatus.EARLY_HINTS.code()) {
				hinted(context.channel(), response.headers().getAll(LINK));
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
			Place.left(context.channel());
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

	private static void hinted(Channel channel, List<String> links) {
		Consumer<List<String>> listener = channel.hasAttr(HINTED) ? channel.attr(HINTED).get() : null;
		if (listener != null && !links.isEmpty()) {
			listener.accept(links);
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

	/**
	 * A status code has three digits (RFC 9110 section 15), and no other major version is
	 * spoken here (RFC 9112 section 2.3).
	 */
	private static void refuseOddLine(ChannelHandlerContext context, HttpResponse response) {
		int code = response.status().code();
		if (code < 100 || code > 999) {
			refuse(response, "the answer has the status code " + code);
		}
		else if (context.channel().parent() == null && response.protocolVersion().majorVersion() != 1) {
			refuse(response, "the answer has the version " + response.protocolVersion());
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

	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		Place.left(context.channel());
		super.channelInactive(context);
	}

	private static boolean informational(HttpResponseStatus status) {
		return status.codeClass() == HttpStatusClass.INFORMATIONAL
				&& status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
	}

}
