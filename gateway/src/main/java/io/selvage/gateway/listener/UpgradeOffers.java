package io.selvage.gateway.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2CodecUtil;
import org.jspecify.annotations.Nullable;

/**
 * Lets Netty see only those offers to change the protocol that it should take up: to
 * HTTP/2, by a request without a body. An offer may be ignored (RFC 9110 section 7.8),
 * but Netty collects whatever comes with one, and refuses requests whose body it may not
 * collect; clients that offer HTTP/2 with every request could then send no body.
 * <p>
 * The offer of a WebSocket is hidden on the way through Netty's handler and put back
 * behind it.
 */
final class UpgradeOffers extends ChannelInboundHandlerAdapter {

	private static final String NAME = "selvage.offers";

	private static final String BEHIND = "selvage.offers.behind";

	private @Nullable String hidden;

	private UpgradeOffers() {
	}

	/**
	 * Installs it around Netty's handler, where there is one.
	 * @param pipeline the handlers of a connection
	 */
	static void install(ChannelPipeline pipeline) {
		ChannelHandlerContext upgrades = pipeline.context(HttpServerUpgradeHandler.class);
		if (upgrades != null) {
			UpgradeOffers offers = new UpgradeOffers();
			pipeline.addBefore(upgrades.name(), NAME, offers);
			pipeline.addAfter(upgrades.name(), BEHIND, offers.new Behind());
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpRequest request && request.headers().contains(HttpHeaderNames.UPGRADE)
				&& !toHttp2(request)) {
			HttpHeaders headers = request.headers();
			this.hidden = headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
					? HttpHeaderValues.WEBSOCKET.toString() : null;
			headers.remove(HttpHeaderNames.UPGRADE);
		}
		super.channelRead(context, message);
	}

	/** What such an offer has to look like: RFC 7540 section 3.2. */
	private static boolean toHttp2(HttpRequest request) {
		HttpHeaders headers = request.headers();
		return HttpVersion.HTTP_1_1.equals(request.protocolVersion())
				&& headers.getAll(HttpHeaderNames.UPGRADE).size() == 1
				&& headers.contains(HttpHeaderNames.UPGRADE, "h2c", true)
				&& headers.getAll(Http2CodecUtil.HTTP_UPGRADE_SETTINGS_HEADER).size() == 1
				&& headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
				&& headers.containsValue(HttpHeaderNames.CONNECTION, Http2CodecUtil.HTTP_UPGRADE_SETTINGS_HEADER, true)
				&& !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
				&& "0".equals(headers.get(HttpHeaderNames.CONTENT_LENGTH, "0"));
	}

	/** Puts back what was hidden. */
	private final class Behind extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
			String offer = UpgradeOffers.this.hidden;
			if (offer != null && message instanceof HttpRequest request) {
				UpgradeOffers.this.hidden = null;
				request.headers().set(HttpHeaderNames.UPGRADE, offer);
			}
			super.channelRead(context, message);
		}

	}

}
