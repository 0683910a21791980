package io.selvage.catalog.store;

import io.selvage.catalog.resource.Secret;

/**
 * Where the PostgreSQL database is.
 *
 * @param host its host
 * @param port its port
 * @param database its name
 * @param username who connects
 * @param password the password
 * @param tls how the connection is secured
 */
public record PostgresSettings(String host, int port, String database, String username, Secret password,
		PostgresTls tls) {
}
