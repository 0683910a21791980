package io.selvage.conformance.contract;

import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.FluxUtil;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what Microsoft's Java client says with the JDK's client: the one it brings along
 * needs a Netty other than ours.
 */
final class JdkHttpClient implements HttpClient {

	/** The JDK sets these itself. */
	private static final Set<String> RESTRICTED = Set.of("content-length", "host", "connection", "date");

	private final java.net.http.HttpClient client = java.net.http.HttpClient.newBuilder()
		.version(java.net.http.HttpClient.Version.HTTP_1_1)
		.build();

	@Override
	public Mono<HttpResponse> send(HttpRequest request) {
		Mono<byte[]> body = (request.getBody() != null) ? FluxUtil.collectBytesInByteBufferStream(request.getBody())
				: Mono.just(new byte[0]);
		return body.flatMap((bytes) -> {
			java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest
				.newBuilder(URI.create(request.getUrl().toString()))
				.method(request.getHttpMethod().toString(),
						java.net.http.HttpRequest.BodyPublishers.ofByteArray(bytes));
			request.getHeaders()
				.stream()
				.filter((header) -> !RESTRICTED.contains(header.getName().toLowerCase(Locale.ROOT)))
				.forEach((header) -> builder.header(header.getName(), header.getValue()));
			return Mono.fromFuture(() -> this.client.sendAsync(builder.build(), BodyHandlers.ofByteArray()));
		}).map((answer) -> new Received(request, answer));
	}

	/**
	 * An answer, received as a whole.
	 */
	private static final class Received extends HttpResponse {

		private final java.net.http.HttpResponse<byte[]> answer;

		Received(HttpRequest request, java.net.http.HttpResponse<byte[]> answer) {
			super(request);
			this.answer = answer;
		}

		@Override
		public int getStatusCode() {
			return this.answer.statusCode();
		}

		@Override
		public String getHeaderValue(String name) {
			return this.answer.headers().firstValue(name).orElse(null);
		}

		@Override
		public HttpHeaders getHeaders() {
			HttpHeaders headers = new HttpHeaders();
			this.answer.headers().map().forEach(headers::set);
			return headers;
		}

		@Override
		public Flux<ByteBuffer> getBody() {
			return Flux.just(ByteBuffer.wrap(this.answer.body()));
		}

		@Override
		public Mono<byte[]> getBodyAsByteArray() {
			return Mono.just(this.answer.body());
		}

		@Override
		public Mono<String> getBodyAsString() {
			return getBodyAsString(StandardCharsets.UTF_8);
		}

		@Override
		public Mono<String> getBodyAsString(Charset charset) {
			return Mono.just(new String(this.answer.body(), charset));
		}

	}

}
