package io.selvage.gateway.dryrun;

import java.nio.file.Path;
import java.util.List;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.directory.DirectoryOptions;
import io.selvage.catalog.directory.DirectorySource;
import io.selvage.catalog.directory.LoadResult;
import io.selvage.gateway.runtime.CatalogPolicies;

/**
 * Reads a directory in the APIOps layout for the command.
 */
final class CatalogFolder {

	private CatalogFolder() {
	}

	/**
	 * Reads a directory.
	 * @param folder its path
	 * @return its policy documents
	 * @throws IllegalArgumentException if it cannot be loaded, with what is wrong
	 */
	static CatalogPolicies read(String folder) {
		Catalog catalog = new Catalog(List.of());
		LoadResult result = new DirectorySource(catalog, DirectoryOptions.of(Path.of(folder))).reload();
		if (result.outcome() == LoadResult.Outcome.REFUSED) {
			throw new IllegalArgumentException(
					folder + " cannot be loaded: " + result.violations().stream().map(Object::toString).toList());
		}
		return new CatalogPolicies(catalog.current());
	}

}
