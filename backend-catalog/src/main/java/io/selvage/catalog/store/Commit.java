package io.selvage.catalog.store;

import java.util.List;

/**
 * A change to be written as a whole.
 *
 * @param base the revision it was made for
 * @param author who makes it
 * @param note what it is, in a few words, for example {@code PUT backends/a}
 * @param resources the resources after the change; null properties delete one
 */
public record Commit(long base, String author, String note, List<StoredResource> resources) {

	public Commit {
		resources = List.copyOf(resources);
	}

}
