package io.selvage.catalog.security;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Fetches the signing keys of an OpenID Connect provider: up to 256 KiB, within five
 * seconds. It blocks, as its interface wants, and is therefore asked by threads that may.
 * While keys cannot be fetched nobody's token is accepted, so that is logged; Nimbus
 * bounds how often it happens.
 */
final class KeySetRetriever implements ResourceRetriever {

	private static final Logger logger = LoggerFactory.getLogger(KeySetRetriever.class);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final WebClient client;

	KeySetRetriever(WebClient client) {
		this.client = client;
	}

	@Override
	public Resource retrieveResource(URL url) throws IOException {
		try {
			String keys = this.client.get()
				.uri(URI.create(url.toString()))
				.exchangeToMono((response) -> (response.statusCode().value() == 200)
						? response.bodyToMono(String.class).defaultIfEmpty("")
						: response.releaseBody()
							.then(Mono.error(
									new IOException("it was answered with status " + response.statusCode().value()))))
				.block(PATIENCE);
			return new Resource(String.valueOf(keys), null);
		}
		catch (RuntimeException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			logger.warn("No token is accepted whose key is not known yet: {} cannot be fetched: {}", url,
					cause.toString());
			throw new IOException(cause);
		}
	}

}
