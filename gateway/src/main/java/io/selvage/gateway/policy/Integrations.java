package io.selvage.gateway.policy;

import io.selvage.gateway.expression.jwt.Authorization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The systems around the gateway that policies use, each behind an extension point.
 *
 * @param authorizations gets the authorizations of credential providers
 * @param metrics takes measurements
 * @param events takes log events
 */
public record Integrations(AuthorizationSource authorizations, MetricSink metrics, EventSink events) {

	/** The logger events go to if nothing else takes them. */
	public static final String EVENT_LOGGER = "io.selvage.policy.events";

	private static final Logger log = LoggerFactory.getLogger(EVENT_LOGGER);

	/** No authorizations, no metrics; an event is a log line. */
	public static final Integrations NONE = new Integrations(Integrations::noAuthorization,
			(namespace, name, value, dimensions) -> {
			}, Integrations::write);

	/**
	 * Fails: what stands in for a source that is not configured.
	 * @param wanted which authorization
	 * @return an error that says what is missing
	 */
	public static Mono<Authorization> noAuthorization(AuthorizationSource.Wanted wanted) {
		return Mono.error(new IllegalStateException(
				"no source of authorizations is configured (a bean of type AuthorizationSource)"));
	}

	/**
	 * Writes an event to the log: what stands in for a sink that is not configured.
	 * @param event the event
	 * @return completed
	 */
	public static Mono<Void> write(EventSink.Event event) {
		log.info("{}: {}", event.loggerId(), event.message());
		return Mono.empty();
	}

}
