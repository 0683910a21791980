package io.selvage.gateway.config;

import java.util.UUID;
import java.util.function.BiFunction;

import io.selvage.gateway.context.GatewayRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Makes the URLs of traces: by default on the management port, which is known once it is
 * open.
 */
final class TraceLocations
		implements BiFunction<GatewayRequest, UUID, String>, ApplicationListener<WebServerInitializedEvent> {

	private final @Nullable String baseUrl;

	private final String path;

	private volatile int port;

	TraceLocations(@Nullable String baseUrl, String path) {
		this.baseUrl = baseUrl;
		this.path = path;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		boolean management = "management".equals(event.getApplicationContext().getServerNamespace());
		if (management || this.port == 0) {
			this.port = event.getWebServer().getPort();
		}
	}

	@Override
	public String apply(GatewayRequest request, UUID id) {
		String base = (this.baseUrl != null) ? this.baseUrl
				: "http://" + request.originalUrl().host() + ":" + this.port;
		return base + this.path + "/traces/" + id;
	}

}
