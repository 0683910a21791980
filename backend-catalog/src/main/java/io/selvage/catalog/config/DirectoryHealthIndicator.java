package io.selvage.catalog.config;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.Layer;
import io.selvage.catalog.directory.DirectorySource;
import io.selvage.catalog.directory.LoadResult;
import io.selvage.catalog.resource.Violation;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells whether the directory is served. A refused change leaves the health up, since the
 * state before is served, and shows in the details; a directory that was never valid does
 * not.
 */
final class DirectoryHealthIndicator implements HealthIndicator {

	private static final int MAX_PROBLEMS = 10;

	private final DirectorySource source;

	private final Catalog catalog;

	DirectoryHealthIndicator(DirectorySource source, Catalog catalog) {
		this.source = source;
		this.catalog = catalog;
	}

	@Override
	public Health health() {
		LoadResult last = this.source.last();
		if (last == null) {
			return Health.unknown().build();
		}
		boolean refused = last.outcome() == LoadResult.Outcome.REFUSED;
		boolean served = this.source.isServed();
		Health.Builder health = (served ? Health.up() : Health.down())
			.withDetail("revision", this.catalog.current().revision())
			.withDetail("resources", this.catalog.current().resources(Layer.DIRECTORY).size())
			.withDetail("lastLoad", last.outcome().name());
		if (refused) {
			health.withDetail("problems",
					last.violations()
						.stream()
						.filter(Violation::isError)
						.limit(MAX_PROBLEMS)
						.map(Violation::toString)
						.toList());
		}
		return health.build();
	}

}
