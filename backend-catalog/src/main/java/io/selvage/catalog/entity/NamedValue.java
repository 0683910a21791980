package io.selvage.catalog.entity;

import java.util.List;

import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A text that policies and backends refer to as {@code {{displayName}}}.
 *
 * @param name the resource name
 * @param displayName the name in double braces
 * @param value the text; null if it is unknown (a secret that an extraction left out, or
 * one a vault has not given yet)
 * @param secret whether the text must not be shown
 * @param keyVault where the text comes from, or null
 * @param tags labels
 */
public record NamedValue(String name, String displayName, @Nullable Secret value, boolean secret,
		@Nullable KeyVaultReference keyVault, List<String> tags) {
}
