package io.selvage.catalog;

import java.util.Map;
import java.util.Set;

import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;

/**
 * Gets the values that named values and certificates only refer to
 * ({@code keyVault.secretIdentifier}) before they are served for the first time.
 */
@FunctionalInterface
public interface ReferencedValues {

	/** Knows no vault: what refers to one has no value. */
	ReferencedValues NONE = (wanted) -> Map.of();

	/**
	 * Gets values. Blocks, for a bounded time, and never fails: what cannot be had is
	 * left out.
	 * @param wanted what is wanted and what for
	 * @return the values that could be had
	 */
	Map<KeyVaultReference, Secret> get(Set<Use> wanted);

	/**
	 * The use of a reference.
	 *
	 * @param reference the reference
	 * @param certificate whether its value must be a certificate with its key
	 */
	record Use(KeyVaultReference reference, boolean certificate) {
	}

}
