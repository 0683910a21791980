package io.selvage.fabric.naming;

import org.jspecify.annotations.Nullable;

/**
 * A property stored under a name (GetPropertyInfoList).
 *
 * @param name the property's name
 * @param kind {@code String}, {@code Int64}, {@code Double}, {@code Guid}, {@code Binary}
 * or something newer
 * @param value the value as text; {@code null} if it was not asked for or is binary
 */
public record NamedProperty(String name, String kind, @Nullable String value) {
}
