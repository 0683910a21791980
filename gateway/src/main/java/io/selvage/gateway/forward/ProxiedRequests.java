package io.selvage.gateway.forward;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.NettyPipeline;

/**
 * Writes requests as a proxy wants them that relays plain HTTP: with the whole URL in the
 * request line (RFC 9112 section 3.2.2) and with its own credentials.
 */
final class ProxiedRequests extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "selvage.proxied";

	private final String origin;

	private final @Nullable String authorization;

	private ProxiedRequests(String origin, @Nullable String authorization) {
		this.origin = origin;
		this.authorization = authorization;
	}

	static ChannelPipelineConfigurer installer(String origin, TransportSpec.Proxy proxy) {
		String authorization = authorization(proxy);
		return (observer, channel, address) -> channel.pipeline()
			.addAfter(NettyPipeline.HttpCodec, NAME, new ProxiedRequests(origin, authorization));
	}

	private static @Nullable String authorization(TransportSpec.Proxy proxy) {
		if (proxy.username() == null) {
			return null;
		}
		String password = (proxy.password() != null) ? proxy.password() : "";
		byte[] pair = (proxy.username() + ":" + password).getBytes(StandardCharsets.UTF_8);
		return "Basic " + Base64.getEncoder().encodeToString(pair);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (message instanceof HttpRequest request) {
			request.setUri(this.origin + request.uri());
			if (this.authorization != null) {
				request.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, this.authorization);
			}
		}
		super.write(context, message, promise);
	}

}
