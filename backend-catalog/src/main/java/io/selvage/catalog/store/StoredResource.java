package io.selvage.catalog.store;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A resource as a store keeps it.
 *
 * @param path the path below the service, for example {@code apis/echo/operations/get}
 * @param properties its properties as JSON text, secrets sealed; null if it is deleted
 */
public record StoredResource(String path, @Nullable String properties) {

	/**
	 * Returns what the resource is found by.
	 * @return the path in lower case: names are compared without case
	 */
	public String key() {
		return this.path.toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		return this.path;
	}

}
