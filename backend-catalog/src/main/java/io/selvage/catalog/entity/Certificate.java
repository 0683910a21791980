package io.selvage.catalog.entity;

import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A client certificate with its key.
 *
 * @param name the resource name
 * @param data the PKCS #12 container in base64; null if it is unknown or comes from a
 * vault
 * @param password the password of the container, or null
 * @param thumbprint the SHA-1 thumbprint in hexadecimal; null if unknown
 * @param keyVault where the container comes from, or null
 */
public record Certificate(String name, @Nullable Secret data, @Nullable Secret password, @Nullable String thumbprint,
		@Nullable KeyVaultReference keyVault) {
}
