package io.selvage.catalog.management;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.selvage.catalog.CatalogException;
import io.selvage.catalog.resource.Violation;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Fetches the documents that bodies refer to by URL ({@code openapi-link},
 * {@code rawxml-link}), up to 4 MiB and within 30 seconds.
 */
final class LinkedDocuments {

	private static final int LIMIT = 4 * 1024 * 1024;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final WebClient client = WebClient.builder()
		.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(LIMIT))
		.build();

	Mono<String> fetch(String url, String target) {
		URI uri;
		try {
			uri = URI.create(url.strip());
		}
		catch (IllegalArgumentException ex) {
			return refusal(target, "'" + url + "' is not a URL.");
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
			.onErrorResume((error) -> !(error instanceof CatalogException),
					(error) -> refusal(target, "The document behind the link could not be fetched."));
	}

	private static <T> Mono<T> refusal(String target, String message) {
		return Mono.error(new CatalogException(List.of(Violation.error(null, target, message))));
	}

}
