package io.selvage.catalog.store;

import java.util.List;
import java.util.function.UnaryOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the resources of the layer that the management API writes, and who changed what.
 * Properties pass through as text: secrets in them are sealed before they come here.
 * <p>
 * A write is acknowledged when it is durable. All implementations pass the same contract
 * test.
 */
public interface CatalogStore {

	/**
	 * Reads everything.
	 * @return all resources and the revision they are of
	 */
	Mono<StoredState> load();

	/**
	 * Writes a change in one transaction.
	 * @param commit the change
	 * @return the revision it made; fails with {@link StaleRevisionException} if others
	 * have written since the revision it is based on, and with
	 * {@link StoreUnavailableException} if the database cannot be reached: nothing was
	 * written then, or it was not acknowledged
	 */
	Mono<Long> commit(Commit commit);

	/**
	 * Reads what later revisions left.
	 * @param revision the revision the reader has
	 * @return the resources that changed since then, and the newest revision
	 */
	Mono<StoredState> changesSince(long revision);

	/**
	 * Lists revisions, the newest first.
	 * @param below only revisions below this number
	 * @param limit how many at most
	 * @return the revisions
	 */
	Flux<Revision> history(long below, int limit);

	/**
	 * Reads what a revision did.
	 * @param revision its number
	 * @return one element per resource it touched; empty if there is no such revision
	 */
	Flux<ResourceChange> changes(long revision);

	/**
	 * Rewrites the text of properties, also of those in the history, without making a
	 * revision: for what says the same in other words, such as a secret encrypted with
	 * another key. Done in parts, each in a transaction, so it can be done again after it
	 * was interrupted.
	 * @param rewrite gives the properties of a resource anew; the same text: nothing is
	 * to be written
	 * @return how many texts were written
	 */
	Mono<Long> rewrite(UnaryOperator<StoredResource> rewrite);

	/**
	 * Tells when others have written. A signal may be missed while the connection is
	 * lost, so a reader also asks from time to time.
	 * @return a revision per notification, and 0 whenever a connection was made; never
	 * ends
	 */
	Flux<Long> notifications();

	/**
	 * Resources of the store.
	 *
	 * @param revision the revision they are of
	 * @param resources the resources; one with null properties was deleted
	 */
	record StoredState(long revision, List<StoredResource> resources) {

		public StoredState {
			resources = List.copyOf(resources);
		}

	}

}
