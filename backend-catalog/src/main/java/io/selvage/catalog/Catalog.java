package io.selvage.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Secret;
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

	private final ReferencedValues vaults;

	private final ReentrantLock writing = new ReentrantLock();

	private final Sinks.Many<CatalogSnapshot> changes = Sinks.many().replay().latest();

	private volatile CatalogSnapshot current = CatalogSnapshot.EMPTY;

	/**
	 * An empty catalog.
	 * @param validators who judges changes besides the rules of the contract
	 */
	public Catalog(List<EntityValidator> validators) {
		this(validators, ReferencedValues.NONE);
	}

	/**
	 * An empty catalog whose entities may refer to vaults.
	 * @param validators who judges changes besides the rules of the contract
	 * @param vaults where values come from that entities only refer to
	 */
	public Catalog(List<EntityValidator> validators, ReferencedValues vaults) {
		this.validators = List.copyOf(validators);
		this.vaults = vaults;
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
		Map<KeyVaultReference, Secret> fetched = fetched(wanted);
		this.writing.lock();
		try {
			Candidate candidate = validated(wanted, this.current, fetched);
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
		Map<KeyVaultReference, Secret> fetched = fetched(wanted);
		this.writing.lock();
		try {
			return validated(wanted, this.current, fetched);
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

	/** Before the lock is taken: a vault that is slow holds up nobody else. */
	private Map<KeyVaultReference, Secret> fetched(Changes wanted) {
		Set<ReferencedValues.Use> missing = this.current.values().missing(wanted.readings());
		return missing.isEmpty() ? Map.of() : this.vaults.get(missing);
	}

	private Candidate validated(Changes wanted, CatalogSnapshot from, Map<KeyVaultReference, Secret> fetched) {
		ResourceTree.Editor editor = from.tree().edit();
		VaultValues values = from.values().with(fetched).with(wanted.values());
		Difference difference = edit(wanted, from, editor, values);
		ResourceTree tree = editor.build();
		SnapshotIndex index = from.index().next(tree, difference);
		VaultValues used = difference.touches(ResourceType.NAMED_VALUES, ResourceType.CERTIFICATES)
				? values.usedIn(tree) : from.values();
		CatalogSnapshot unjudged = new CatalogSnapshot(from.revision() + 1, tree, index, used, List.of(), difference);
		Judgement judgement = ContractRules.judge(unjudged, difference);
		for (EntityValidator validator : judgement.isInUse() ? List.<EntityValidator>of() : this.validators) {
			judgement.violations().addAll(validator.validate(unjudged, difference));
		}
		if (judgement.violations().stream().anyMatch(Violation::isError)) {
			throw new CatalogException(judgement.violations());
		}
		CatalogSnapshot snapshot = new CatalogSnapshot(unjudged.revision(), tree, index, used, allWarnings(judgement),
				difference);
		return new Candidate(wanted, difference, snapshot, warnings(judgement, difference.changed()));
	}

	private static Difference edit(Changes wanted, CatalogSnapshot from, ResourceTree.Editor editor,
			VaultValues values) {
		Layer layer = wanted.layer();
		Set<ResourceId> touched = new LinkedHashSet<>(VaultValues.refresh(editor, from.tree(), from.values(), values));
		Set<ResourceId> put = new HashSet<>();
		for (Reading reading : wanted.readings()) {
			Resource resource = reading.resource();
			put.add(resource.id());
			Row top = editor.row(resource.id());
			Row before = (top != null) ? top.in(layer) : null;
			if (before == null || !before.resource().sameAs(resource)) {
				Row row = Row.of(reading, layer, from.revision() + 1, values);
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
			else if (before == null || before.resource() != after.resource() || before.content() != after.content()) {
				changed.add(id);
			}
		}
		return new Difference(from, changed, removed);
	}

	/** Warnings stay until the resource they are about is judged again. */
	private static List<Violation> allWarnings(Judgement judgement) {
		Set<Violation> warnings = new LinkedHashSet<>();
		for (Violation warning : judgement.difference().from().warnings()) {
			ResourceId about = warning.resource();
			if (about != null && !judgement.judged().contains(about)
					&& !judgement.difference().removed().contains(about)) {
				warnings.add(warning);
			}
		}
		warnings.addAll(warnings(judgement, judgement.judged()));
		return List.copyOf(warnings);
	}

	private static List<Violation> warnings(Judgement judgement, Set<ResourceId> of) {
		List<Violation> warnings = new ArrayList<>();
		for (ResourceId id : of) {
			@Nullable Row row = judgement.snapshot().tree().row(id);
			if (row != null) {
				warnings.addAll(row.content().warnings());
			}
		}
		warnings.addAll(judgement.violations());
		return List.copyOf(warnings);
	}

}
