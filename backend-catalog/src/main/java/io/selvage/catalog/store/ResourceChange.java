package io.selvage.catalog.store;

import org.jspecify.annotations.Nullable;

/**
 * What a revision did to one resource.
 *
 * @param path the path of the resource
 * @param before its properties before, as JSON text with secrets sealed; null if it was
 * created
 * @param after its properties after; null if it was deleted
 */
public record ResourceChange(String path, @Nullable String before, @Nullable String after) {

	@Override
	public String toString() {
		return this.path;
	}

}
