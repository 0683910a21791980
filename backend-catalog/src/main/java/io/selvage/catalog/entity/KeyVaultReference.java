package io.selvage.catalog.entity;

import org.jspecify.annotations.Nullable;

/**
 * Where a secret or certificate is kept.
 *
 * @param secretIdentifier the URL of the secret
 * @param identityClientId the identity that may read it; null: the system-assigned one
 */
public record KeyVaultReference(String secretIdentifier, @Nullable String identityClientId) {
}
