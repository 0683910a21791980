package io.selvage.catalog.management;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLException;

import io.selvage.catalog.CatalogException;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.Violation;
import io.selvage.catalog.write.ResourceWrites;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Fetches the documents that bodies refer to by URL ({@code openapi-link},
 * {@code rawxml-link}), up to 4 MiB and within 30 seconds.
 */
final class LinkedDocuments {

	private static final int LIMIT = 4 * 1024 * 1024;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final WebClient client;

	LinkedDocuments(WebClient client) {
		this.client = client.mutate().codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(LIMIT)).build();
	}

	/**
	 * A body whose links have been followed.
	 *
	 * @param json the body; a policy's link is replaced by its document
	 * @param fetched the description of an API that was behind its link, or null
	 */
	record Inlined(JsonNode json, @Nullable String fetched) {
	}

	Mono<Inlined> inlined(ResourceId id, JsonNode body) {
		String format = Bodies.text(body, "format", "contentFormat");
		if (format != null && id.type().collection().equals("policies") && format.endsWith("-link")) {
			String url = String.valueOf(Bodies.text(body, "value", "policyContent"));
			return fetch(url, "value").map((document) -> new Inlined(
					Bodies.with(body, document, format.substring(0, format.length() - "-link".length())), null));
		}
		String link = ResourceWrites.link(id, body);
		return (link != null) ? fetch(link, "value").map((document) -> new Inlined(body, document))
				: Mono.just(new Inlined(body, null));
	}

	private Mono<String> fetch(String url, String target) {
		URI uri;
		try {
			uri = URI.create(url.strip());
		}
		catch (IllegalArgumentException ex) {
			return refusal(target, "The link is not a URL.");
		}
		if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
			return refusal(target, "The link must be an http or https URL.");
		}
		return this.client.get()
			.uri(uri)
			.exchangeToMono((response) -> response.statusCode().is2xxSuccessful()
					? response.bodyToMono(String.class).defaultIfEmpty("")
					: response.releaseBody()
						.then(refusal(target, "The link answered " + response.statusCode().value() + ".")))
			.timeout(TIMEOUT)
			.onErrorResume((error) -> !(error instanceof CatalogException), (error) -> refusal(target, reason(error)));
	}

	private static String reason(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			if (cause instanceof SSLException) {
				return "The document behind the link could not be fetched: its server is not trusted, or cannot"
						+ " agree on TLS. selvage.management.links.ssl-bundle says whom to trust.";
			}
		}
		return "The document behind the link could not be fetched.";
	}

	private static <T> Mono<T> refusal(String target, String message) {
		return Mono.error(new CatalogException(List.of(Violation.error(null, target, message))));
	}

}
