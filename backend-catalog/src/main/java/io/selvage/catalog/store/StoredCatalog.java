package io.selvage.catalog.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.selvage.catalog.Candidate;
import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.secret.ResourceSealer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Ties a catalog to a store: a change is validated, made durable, then served; what other
 * replicas wrote is fetched and served too.
 * <p>
 * The database has threads of its own; whatever is made of its answers runs on one thread
 * of this class, in order, so the revision this process has is always the one its
 * snapshot was made from.
 */
public final class StoredCatalog implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(StoredCatalog.class);

	/** How often a change is made again because another replica was faster. */
	private static final int ATTEMPTS = 5;

	private static final long COPY_DELAY_MILLIS = 200;

	private static final int COPY_SHARE = 20;

	/** How far the copy may lag behind: what a start without the database may miss. */
	private static final long LONGEST_COPY_DELAY_MILLIS = 5000;

	private static final Duration CLOSING = Duration.ofSeconds(10);

	private final Catalog catalog;

	private final CatalogStore store;

	private final StoredResources resources;

	private final LastGoodFile lastGood;

	private final Scheduler thread = Schedulers.newSingle("catalog-store", true);

	/** Writing a large copy holds up no change. */
	private final Scheduler copyThread = Schedulers.newSingle("catalog-copy", true);

	/**
	 * The queue of the thread alone would let a second write start while the first waits
	 * for the database.
	 */
	private final Gate gate = new Gate(this.thread);

	private @Nullable Disposable following;

	/**
	 * The store's revision this process serves; this and what follows belongs to the
	 * thread.
	 */
	private long revision = -1;

	/** What the store holds, as it holds it, by key. */
	private final Map<String, StoredResource> copy = new LinkedHashMap<>();

	private boolean copyPending;

	private volatile long copyDelayMillis = COPY_DELAY_MILLIS;

	/**
	 * Creates the tie; {@link #start} makes it work.
	 * @param catalog what is served
	 * @param store where it is kept
	 * @param sealer seals the secrets
	 * @param lastGood the file that holds a copy of the last state
	 */
	public StoredCatalog(Catalog catalog, CatalogStore store, ResourceSealer sealer, Path lastGood) {
		this.catalog = catalog;
		this.store = store;
		this.resources = new StoredResources(sealer);
		this.lastGood = new LastGoodFile(lastGood);
	}

	/**
	 * Loads what the store holds (the copy of the last state if it is away) and follows
	 * it from then on.
	 * @param pollInterval how often to ask for changes that no notification told of
	 * @return completes when something is served
	 */
	public Mono<Void> start(Duration pollInterval) {
		return onThread(this.store.load()
			.publishOn(this.thread)
			.map(this::serveAll)
			.onErrorResume(StoreUnavailableException.class, (away) -> {
				serveLastGood(away);
				return Mono.just(true);
			})).doOnSuccess((loaded) -> this.following = Flux
				.merge(this.store.notifications(), Flux.interval(pollInterval).onBackpressureDrop())
				.onBackpressureLatest()
				.concatMap((signal) -> sync().onErrorComplete(), 1)
				.subscribe())
			.then();
	}

	private boolean serveAll(CatalogStore.StoredState state) {
		this.catalog.apply(this.resources.changes(state.resources(), true));
		this.revision = state.revision();
		this.copy.clear();
		keepCopy(state.resources());
		return true;
	}

	private void serveLastGood(StoreUnavailableException away) {
		CatalogStore.StoredState copy = this.lastGood.read();
		if (copy == null) {
			logger.error("{} There is no copy of its last state either: nothing of it is served until it is back.",
					away.getMessage());
			return;
		}
		logger.warn("{} Serving the copy of revision {}.", away.getMessage(), copy.revision());
		this.catalog.apply(this.resources.changes(copy.resources(), true));
	}

	/**
	 * Makes a change durable and serves it.
	 * @param changes the change, to the store's layer
	 * @param author who makes it
	 * @param note what it is, in a few words
	 * @return what is served then; fails with {@link CatalogException} if the change is
	 * refused and with {@link StoreUnavailableException} if it cannot be kept
	 */
	public Mono<Candidate> write(Changes changes, String author, String note) {
		return onThread(attempt(changes, author, note, ATTEMPTS));
	}

	private Mono<Candidate> attempt(Changes changes, String author, String note, int left) {
		return Mono.defer(() -> {
			Candidate candidate = this.catalog.prepare(changes);
			Commit commit = new Commit(Math.max(0, this.revision), author, note,
					this.resources.of(changes, candidate.difference().from()));
			return this.store.commit(commit).publishOn(this.thread).map((written) -> {
				publish(candidate, changes);
				this.revision = written;
				keepCopy(commit.resources());
				return candidate;
			});
		})
			.onErrorResume(StaleRevisionException.class,
					(stale) -> (left == 0)
							? Mono.error(new CatalogException(CatalogError.CONCURRENT_CHANGE,
									"Others are changing the catalog; try again."))
							: fetch().then(attempt(changes, author, note, left - 1)));
	}

	/**
	 * The directory may have changed meanwhile: what is durable is served all the same.
	 */
	private void publish(Candidate candidate, Changes changes) {
		try {
			this.catalog.publish(candidate);
		}
		catch (CatalogException overtaken) {
			this.catalog.apply(changes);
		}
	}

	/**
	 * Serves what others have written.
	 * @return completes when this process is up to date
	 */
	public Mono<Void> sync() {
		return onThread(fetch());
	}

	private Mono<Void> fetch() {
		return Mono
			.defer(() -> (this.revision < 0) ? this.store.load().publishOn(this.thread).map(this::serveAll)
					: this.store.changesSince(this.revision).publishOn(this.thread).map(this::serveChanges))
			.then();
	}

	private boolean serveChanges(CatalogStore.StoredState state) {
		if (state.revision() != this.revision) {
			this.catalog.apply(this.resources.changes(state.resources(), false));
			this.revision = state.revision();
			keepCopy(state.resources());
		}
		return true;
	}

	/**
	 * The copy may lag: it is only read while the database is away. Writing it a little
	 * later makes one file of many writes.
	 */
	private void keepCopy(List<StoredResource> changed) {
		for (StoredResource resource : changed) {
			if (resource.properties() == null) {
				this.copy.remove(resource.key());
			}
			else {
				this.copy.put(resource.key(), resource);
			}
		}
		if (!this.copyPending) {
			this.copyPending = true;
			this.thread.schedule(this::handCopyOver, this.copyDelayMillis, TimeUnit.MILLISECONDS);
		}
	}

	private void handCopyOver() {
		this.copyPending = false;
		CatalogStore.StoredState state = new CatalogStore.StoredState(this.revision, List.copyOf(this.copy.values()));
		this.copyThread.schedule(() -> writeCopy(state));
	}

	private void writePendingCopy() {
		if (this.copyPending) {
			writeCopy(new CatalogStore.StoredState(this.revision, List.copyOf(this.copy.values())));
		}
	}

	/**
	 * A large copy is written less often, so that it costs a part of one core at most.
	 */
	private void writeCopy(CatalogStore.StoredState state) {
		long start = System.nanoTime();
		try {
			this.lastGood.write(state);
		}
		catch (IOException ex) {
			logger.warn("The copy of the catalog's last state could not be written: {}", ex.getMessage());
		}
		long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		this.copyDelayMillis = Math.min(LONGEST_COPY_DELAY_MILLIS, Math.max(COPY_DELAY_MILLIS, COPY_SHARE * millis));
	}

	/**
	 * Lists revisions, the newest first.
	 * @param below only revisions below this number
	 * @param limit how many at most
	 * @return the revisions
	 */
	public Flux<Revision> history(long below, int limit) {
		return this.store.history(below, limit);
	}

	/**
	 * Reads what a revision did, in clear: whoever shows it hides secrets as in any other
	 * answer.
	 * @param number the revision
	 * @return one element per resource it touched
	 */
	public Flux<Change> changes(long number) {
		return this.store.changes(number)
			.map((change) -> new Change(change.path(), this.resources.resource(change.path(), change.before()),
					this.resources.resource(change.path(), change.after())));
	}

	/**
	 * Encrypts every secret of the store, its history and its copy with the active key.
	 * Can be done again after it was interrupted: what is done is left alone.
	 * @return how many texts were written
	 */
	public Mono<Long> rotateKeys() {
		return onThread(this.store.rewrite(this.resources::rotated)
			.flatMap((written) -> this.store.load().publishOn(this.thread).map((state) -> {
				keepCopy(state.resources());
				return written;
			})));
	}

	/**
	 * Undoes everything after a revision by a new revision.
	 * @param target the revision whose state shall be served again
	 * @param author who wants it
	 * @return what is served then
	 */
	public Mono<Candidate> rollback(long target, String author) {
		return this.store.history(Long.MAX_VALUE, Integer.MAX_VALUE)
			.takeWhile((revision) -> revision.number() > target)
			.concatMap((revision) -> this.store.changes(revision.number()))
			.collectList()
			.flatMap((undone) -> {
				Changes changes = Changes.to(Layer.STORE);
				// Newest first, so that the oldest state, which comes last, wins.
				undone.forEach((change) -> undo(change, changes));
				return write(changes, author, "rollback to revision " + target);
			});
	}

	private void undo(ResourceChange change, Changes changes) {
		ResourceId id = ResourceId.parse(change.path());
		if (id != null) {
			if (change.before() == null) {
				changes.delete(id);
			}
			else {
				changes.put(this.resources.resource(id, change.before()));
			}
		}
	}

	private <T> Mono<T> onThread(Mono<T> work) {
		return this.gate.through(work);
	}

	@Override
	public void close() {
		if (this.following != null) {
			this.following.dispose();
		}
		Mono.fromRunnable(this::writePendingCopy).subscribeOn(this.thread).timeout(CLOSING).onErrorComplete().block();
		this.thread.dispose();
		this.copyThread.disposeGracefully().timeout(CLOSING).onErrorComplete().block();
	}

	/**
	 * What a revision did to one resource.
	 *
	 * @param path the path of the resource
	 * @param before the resource before, or null if it was created
	 * @param after the resource after, or null if it was deleted
	 */
	public record Change(String path, @Nullable Resource before, @Nullable Resource after) {
	}

}
