package io.selvage.catalog.directory;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

import io.selvage.catalog.Candidate;
import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.resource.SourceLocation;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a directory into the catalog, as a whole or not at all: if anything in it is
 * wrong, what was served before still is, and the report names file, line and column. Not
 * thread-safe; {@link DirectoryWatcher} calls it on one thread.
 */
public final class DirectorySource {

	private static final Logger logger = LoggerFactory.getLogger(DirectorySource.class);

	/** How often a tree that changes while it is read is read again at once. */
	private static final int MAX_READS = 3;

	private final Catalog catalog;

	private final DirectoryOptions options;

	private final ArtifactCache cache;

	private final TreeReader reader;

	private @Nullable FileTree attempted;

	private boolean waiting;

	private volatile boolean served;

	private volatile @Nullable LoadResult last;

	/**
	 * A source that has not loaded anything yet.
	 * @param catalog where resources go to
	 * @param options what is loaded
	 */
	public DirectorySource(Catalog catalog, DirectoryOptions options) {
		this(catalog, options, InstantSource.system());
	}

	DirectorySource(Catalog catalog, DirectoryOptions options, InstantSource clock) {
		this.catalog = catalog;
		this.options = options;
		this.cache = new ArtifactCache(clock, options.truncationGrace());
		this.reader = new TreeReader(options);
	}

	/**
	 * How the last attempt that found something to load ended.
	 * @return the result, or null before the first attempt
	 */
	public @Nullable LoadResult last() {
		return this.last;
	}

	/**
	 * Whether any state of the directory is served.
	 * @return false until the first valid one
	 */
	public boolean isServed() {
		return this.served;
	}

	/**
	 * Loads the directory if anything in it has changed since the last attempt.
	 * @return how it ended; every error and warning has been logged
	 */
	public LoadResult reload() {
		try {
			FileTree tree = FileTree.scan(this.options.root());
			if (tree.sameAs(this.attempted) && !isWaiting()) {
				return new LoadResult(LoadResult.Outcome.UNCHANGED, this.catalog.current().revision(), List.of());
			}
			return report(load(tree, MAX_READS));
		}
		catch (RuntimeException | Error ex) {
			// Not judged yet: it must be tried again.
			this.attempted = null;
			throw ex;
		}
		catch (IOException ex) {
			this.attempted = null;
			return report(refused(List.of(Violation.error(null, "", "It can't be read: " + ex)
				.at(new SourceLocation(this.options.root().toString(), 0, 0)))));
		}
	}

	boolean isLoaded(FileTree tree) {
		return tree.sameAs(this.attempted);
	}

	/** Whether files were held back that may be taken for whole by now. */
	boolean isWaiting() {
		return this.waiting && this.cache.held().isEmpty();
	}

	private LoadResult load(FileTree tree, int reads) throws IOException {
		SortedMap<String, Artifact> artifacts = this.cache.read(tree);
		FileTree after = FileTree.scan(this.options.root());
		if (!after.sameAs(tree)) {
			if (reads > 1) {
				return load(after, reads - 1);
			}
			this.attempted = null;
			return refused(List.of(Violation.error(null, "", "The directory keeps changing while it is read.")));
		}
		this.attempted = tree;
		Set<String> held = this.cache.held();
		this.waiting = !held.isEmpty();
		if (!held.isEmpty()) {
			return refused(held.stream().map(DirectorySource::halfWritten).toList());
		}
		return apply(this.reader.read(artifacts));
	}

	private static Violation halfWritten(String file) {
		return Violation
			.error(null, "", "The file is only the beginning of what it was before: it is taken for half written.")
			.at(new SourceLocation(file, 0, 0));
	}

	private LoadResult apply(UnitResult whole) {
		if (whole.violations().stream().anyMatch(Violation::isError)) {
			return refused(whole.violations());
		}
		try {
			Candidate candidate = this.catalog.apply(Changes.loading(Layer.DIRECTORY, whole.readings()));
			this.cache.serve();
			this.served = true;
			List<Violation> warnings = new ArrayList<>(whole.violations());
			candidate.warnings().forEach((warning) -> warnings.add(located(warning, whole)));
			return new LoadResult(LoadResult.Outcome.LOADED, this.catalog.current().revision(), List.copyOf(warnings));
		}
		catch (CatalogException ex) {
			List<Violation> violations = ex.violations()
				.stream()
				.map((violation) -> located(violation, whole))
				.toList();
			return refused(violations.isEmpty() ? List.of(Violation.error(null, "", String.valueOf(ex.getMessage())))
					: violations);
		}
	}

	private static Violation located(Violation violation, UnitResult whole) {
		Source source = (violation.resource() != null) ? whole.sources().get(violation.resource()) : null;
		return (source != null) ? source.locate(violation) : violation;
	}

	private LoadResult refused(List<Violation> violations) {
		return new LoadResult(LoadResult.Outcome.REFUSED, this.catalog.current().revision(), List.copyOf(violations));
	}

	private LoadResult report(LoadResult result) {
		this.last = result;
		if (result.outcome() == LoadResult.Outcome.REFUSED) {
			logger.error("{} is not valid; revision {} is still served", this.options.root(), result.revision());
		}
		else {
			logger.info("{} is loaded as revision {}", this.options.root(), result.revision());
		}
		for (Violation violation : result.violations()) {
			if (violation.isError()) {
				logger.error("{}", violation);
			}
			else {
				logger.warn("{}", violation);
			}
		}
		return result;
	}

}
