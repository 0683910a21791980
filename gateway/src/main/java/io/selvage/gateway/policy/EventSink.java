package io.selvage.gateway.policy;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends what {@code log-to-eventhub} writes: the extension point for an event hub or any
 * other log. Must not block.
 */
@FunctionalInterface
public interface EventSink {

	/**
	 * Sends an event. The request does not wait for it.
	 * @param event the event
	 * @return completes when it was taken; an error is logged
	 */
	Mono<Void> send(Event event);

	/**
	 * An event.
	 *
	 * @param loggerId the logger entity it is for
	 * @param partitionId the partition, or null
	 * @param partitionKey what the partition is chosen by, or null
	 * @param message the text
	 */
	record Event(String loggerId, @Nullable String partitionId, @Nullable String partitionKey, String message) {
	}

}
