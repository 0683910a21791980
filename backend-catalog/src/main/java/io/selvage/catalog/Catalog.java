package io.selvage.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Holds the current snapshot and makes the next one: changes are validated as a whole,
 * then served in one step. Thread-safe; validation runs on the calling thread, which must
 * not be an event loop.
 */
public final class Catalog {

	private final List<EntityValidator> validators;

	private final ReentrantLock writing = new ReentrantLock();

	private final Sinks.Many<CatalogSnapshot> changes = Sinks.many().replay().latest();

	private volatile CatalogSnapshot current = CatalogSnapshot.EMPTY;

	/**
	 * An empty catalog.
	 * @param validators who judges changes besides the rules of the contract
	 */
	public Catalog(List<EntityValidator> validators) {
		List<EntityValidator> all = new ArrayList<>(ContractRules.all());
		all.addAll(validators);
		this.validators = List.copyOf(all);
		this.changes.tryEmitNext(this.current);
	}

	/**
	 * What is served now.
	 * @return the snapshot
	 */
	public CatalogSnapshot current() {
		return this.current;
	}

	/**
	 * The current snapshot and each later one. A slow subscriber may miss snapshots,
	 * never the latest. Signals come on the thread that published.
	 * @return a stream that does not end
	 */
	public Flux<CatalogSnapshot> changes() {
		return this.changes.asFlux().onBackpressureLatest();
	}

	/**
	 * Validates changes and serves them.
	 * @param wanted the changes
	 * @return what is served now, with the warnings of this change
	 * @throws CatalogException if they are refused; nothing has changed then
	 */
	public Candidate apply(Changes wanted) {
		this.writing.lock();
		try {
			Candidate candidate = prepare(wanted);
			publish(candidate);
			return candidate;
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * Validates changes without serving them.
	 * @param wanted the changes
	 * @return the snapshot they would make
	 * @throws CatalogException if they are refused
	 */
	public Candidate prepare(Changes wanted) {
		this.writing.lock();
		try {
			return validated(wanted, this.current);
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * Serves a prepared change.
	 * @param candidate the change
	 * @throws CatalogException with {@link CatalogError#CONCURRENT_CHANGE} if another
	 * change was published since it was prepared: prepare it again
	 */
	public void publish(Candidate candidate) {
		this.writing.lock();
		try {
			if (candidate.difference().from() != this.current) {
				throw new CatalogException(CatalogError.CONCURRENT_CHANGE, "The catalog was changed meanwhile.");
			}
			if (!candidate.difference().isEmpty()) {
				this.current = candidate.snapshot();
				this.changes.emitNext(this.current, Sinks.EmitFailureHandler.FAIL_FAST);
			}
		}
		finally {
			this.writing.unlock();
		}
	}

	private Candidate validated(Changes wanted, CatalogSnapshot from) {
		ResourceTree.Editor editor = from.tree().edit();
		Difference difference = edit(wanted, from, editor);
		ResourceTree tree = editor.build();
		SnapshotIndex index = from.index().next(tree, difference);
		CatalogSnapshot unjudged = new CatalogSnapshot(from.revision() + 1, tree, index, List.of());
		List<Violation> violations = new ArrayList<>();
		for (EntityValidator validator : this.validators) {
			violations.addAll(validator.validate(unjudged, difference));
		}
		if (violations.stream().anyMatch(Violation::isError)) {
			throw new CatalogException(violations);
		}
		CatalogSnapshot snapshot = new CatalogSnapshot(unjudged.revision(), tree, index,
				allWarnings(from, unjudged, difference, violations));
		return new Candidate(wanted, difference, snapshot, List.copyOf(violations));
	}

	private static Difference edit(Changes wanted, CatalogSnapshot from, ResourceTree.Editor editor) {
		Layer layer = wanted.layer();
		Set<ResourceId> touched = new LinkedHashSet<>();
		Set<ResourceId> put = new HashSet<>();
		for (Resource resource : wanted.puts()) {
			put.add(resource.id());
			Row top = editor.row(resource.id());
			Row before = (top != null) ? top.in(layer) : null;
			if (before == null || !before.resource().sameAs(resource)) {
				Row row = Row.of(resource, layer, from.revision() + 1);
				editor.set(resource.id(), (top != null) ? top.with(row) : row);
				touched.add(resource.id());
			}
		}
		for (ResourceId id : gone(wanted, from, put)) {
			Row top = editor.row(id);
			if (top != null && top.in(layer) != null) {
				editor.set(id, top.without(layer));
				touched.add(id);
			}
		}
		return difference(from, editor, touched);
	}

	private static Set<ResourceId> gone(Changes wanted, CatalogSnapshot from, Set<ResourceId> put) {
		Set<ResourceId> gone = new LinkedHashSet<>();
		if (wanted.isReplacing()) {
			from.tree().forEach((row) -> gone.add(row.resource().id()));
		}
		for (ResourceId id : wanted.deletes()) {
			gone.add(id);
			from.tree().forEachBelow(id, (row) -> gone.add(row.resource().id()));
		}
		gone.removeAll(put);
		return gone;
	}

	private static Difference difference(CatalogSnapshot from, ResourceTree.Editor editor, Set<ResourceId> touched) {
		Set<ResourceId> changed = new LinkedHashSet<>();
		Set<ResourceId> removed = new LinkedHashSet<>();
		for (ResourceId id : touched) {
			@Nullable Row before = from.tree().row(id);
			@Nullable Row after = editor.row(id);
			if (after == null) {
				removed.add(id);
			}
			else if (before == null || before.resource() != after.resource()) {
				changed.add(id);
			}
		}
		return new Difference(from, changed, removed);
	}

	/** Warnings stay until the resource they are about is judged again. */
	private static List<Violation> allWarnings(CatalogSnapshot from, CatalogSnapshot to, Difference difference,
			List<Violation> found) {
		Set<ResourceId> judged = ContractRules.judged(to, difference);
		List<Violation> warnings = new ArrayList<>();
		for (Violation warning : from.warnings()) {
			if (!judged.contains(warning.resource()) && !difference.removed().contains(warning.resource())) {
				warnings.add(warning);
			}
		}
		warnings.addAll(found);
		return List.copyOf(warnings);
	}

}
