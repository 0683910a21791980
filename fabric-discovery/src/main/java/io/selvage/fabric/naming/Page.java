package io.selvage.fabric.naming;

import java.util.List;

/**
 * One page of a list.
 *
 * @param <T> what is listed
 * @param items the items of this page
 * @param continuationToken what to send for the next page, byte for byte; empty on the
 * last one
 */
public record Page<T>(List<T> items, String continuationToken) {

	public Page {
		items = List.copyOf(items);
	}

	/**
	 * Whether this is the last page.
	 * @return {@code true} if there is nothing to continue
	 */
	public boolean last() {
		return this.continuationToken.isEmpty();
	}

}
