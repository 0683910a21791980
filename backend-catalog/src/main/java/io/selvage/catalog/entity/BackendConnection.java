package io.selvage.catalog.entity;

import org.jspecify.annotations.Nullable;

/**
 * How connections to a backend are made.
 *
 * @param credentials what is presented to the backend
 * @param proxy the proxy in between, or null
 * @param tls which peer is accepted
 */
public record BackendConnection(BackendCredentials credentials, @Nullable BackendProxy proxy, BackendTls tls) {
}
