package io.selvage.gateway.listener;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.cookie.Cookie;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

/**
 * A request as Spring shows it. Its headers are those of the connection, not a copy.
 */
final class RequestView extends AbstractServerHttpRequest {

	private final HttpServerRequest request;

	private final NettyDataBufferFactory buffers;

	RequestView(HttpServerRequest request, NettyDataBufferFactory buffers) {
		super(HttpMethod.valueOf(request.method().name()), uri(request), "",
				new HttpHeaders(new Netty4HeadersAdapter(request.requestHeaders())));
		this.request = request;
		this.buffers = buffers;
	}

	private static URI uri(HttpServerRequest request) {
		String target = request.uri();
		String host = request.requestHeaders().get("host", "localhost");
		return URI.create(target.startsWith("/") ? request.scheme() + "://" + host + target : target);
	}

	@Override
	protected MultiValueMap<String, HttpCookie> initCookies() {
		MultiValueMap<String, HttpCookie> cookies = new LinkedMultiValueMap<>();
		for (Map.Entry<CharSequence, List<Cookie>> entry : this.request.allCookies().entrySet()) {
			String name = entry.getKey().toString();
			entry.getValue().forEach((cookie) -> cookies.add(name, new HttpCookie(name, cookie.value())));
		}
		return cookies;
	}

	@Override
	public @Nullable InetSocketAddress getLocalAddress() {
		return this.request.hostAddress();
	}

	@Override
	public @Nullable InetSocketAddress getRemoteAddress() {
		return this.request.remoteAddress();
	}

	@Override
	protected @Nullable SslInfo initSslInfo() {
		X509Certificate client = PeerCertificate.of(((Connection) this.request).channel());
		return (client != null) ? SslInfo.from("", client) : null;
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return this.request.receive().retain().map(this.buffers::wrap);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T getNativeRequest() {
		return (T) this.request;
	}

}
