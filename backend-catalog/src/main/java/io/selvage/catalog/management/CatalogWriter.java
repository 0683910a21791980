package io.selvage.catalog.management;

import io.selvage.catalog.Candidate;
import io.selvage.catalog.Changes;
import reactor.core.publisher.Mono;

/**
 * Takes the changes the management API makes and keeps them.
 */
@FunctionalInterface
public interface CatalogWriter {

	/**
	 * Makes a change durable and serves it.
	 * @param changes the change
	 * @param author who makes it
	 * @param note what it is, in a few words
	 * @return what is served then
	 */
	Mono<Candidate> write(Changes changes, String author, String note);

}
