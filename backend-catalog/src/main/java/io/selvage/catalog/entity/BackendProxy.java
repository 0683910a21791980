package io.selvage.catalog.entity;

import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A proxy in front of a backend.
 *
 * @param url its URL
 * @param username the user, or null
 * @param password the password, or null
 */
public record BackendProxy(String url, @Nullable String username, @Nullable Secret password) {
}
