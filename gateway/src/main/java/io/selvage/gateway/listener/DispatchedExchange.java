package io.selvage.gateway.listener;

import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The exchange of a dispatched request, for filters of Spring Cloud Gateway. Spring's
 * view of request and response is made when a filter first asks for it: most requests
 * never pay for it.
 */
final class DispatchedExchange implements ServerWebExchange {

	private final HttpServerRequest nativeRequest;

	private final HttpServerResponse nativeResponse;

	private final ApplicationContext application;

	private final Map<String, Object> attributes = new HashMap<>(8);

	private @Nullable ServerHttpRequest request;

	private @Nullable ServerHttpResponse response;

	DispatchedExchange(HttpServerRequest request, HttpServerResponse response, ApplicationContext application) {
		this.nativeRequest = request;
		this.nativeResponse = response;
		this.application = application;
	}

	@Override
	public ServerHttpRequest getRequest() {
		ServerHttpRequest view = this.request;
		if (view == null) {
			view = new RequestView(this.nativeRequest, new NettyDataBufferFactory(this.nativeResponse.alloc()));
			this.request = view;
		}
		return view;
	}

	@Override
	public ServerHttpResponse getResponse() {
		ServerHttpResponse view = this.response;
		if (view == null) {
			view = new ResponseView(this.nativeResponse, new NettyDataBufferFactory(this.nativeResponse.alloc()));
			this.response = view;
		}
		return view;
	}

	/**
	 * Returns the header lines filters have put on the response.
	 * @return null if no filter looked at the response
	 */
	@Nullable HttpHeaders addedHeaders() {
		if (this.response == null) {
			return null;
		}
		HttpHeaders added = this.nativeResponse.responseHeaders().copy();
		added.remove(HttpHeaderNames.TRANSFER_ENCODING);
		return added;
	}

	/**
	 * Tells whether a filter has written the response itself.
	 * @return true if nothing is left to write
	 */
	boolean answered() {
		return this.nativeResponse.hasSentHeaders() || (this.response != null && this.response.isCommitted());
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public ApplicationContext getApplicationContext() {
		return this.application;
	}

	@Override
	public Mono<WebSession> getSession() {
		return Mono.empty();
	}

	@Override
	public <T extends Principal> Mono<T> getPrincipal() {
		return Mono.empty();
	}

	@Override
	public Mono<MultiValueMap<String, String>> getFormData() {
		return Mono.just(new LinkedMultiValueMap<>());
	}

	@Override
	public Mono<MultiValueMap<String, Part>> getMultipartData() {
		return Mono.just(new LinkedMultiValueMap<>());
	}

	@Override
	public LocaleContext getLocaleContext() {
		return new SimpleLocaleContext(Locale.ROOT);
	}

	@Override
	public boolean isNotModified() {
		return false;
	}

	@Override
	public boolean checkNotModified(Instant lastModified) {
		return false;
	}

	@Override
	public boolean checkNotModified(String etag) {
		return false;
	}

	@Override
	public boolean checkNotModified(@Nullable String etag, Instant lastModified) {
		return false;
	}

	@Override
	public String transformUrl(String url) {
		return url;
	}

	@Override
	public void addUrlTransformer(Function<String, String> transformer) {
		// nothing here encodes URLs into pages
	}

	@Override
	public String getLogPrefix() {
		return "[" + this.nativeRequest.requestId() + "] ";
	}

}
