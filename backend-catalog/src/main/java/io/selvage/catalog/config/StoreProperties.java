package io.selvage.catalog.config;

import java.nio.file.Path;
import java.time.Duration;

import io.selvage.catalog.store.PostgresTls;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the catalog keeps what is written through the management API.
 *
 * @param type which store
 * @param folder the folder of the embedded database, of the copy of the last state, and,
 * below {@code keys}, of the encryption keys
 * @param pollInterval how often a replica asks for changes that no notification told of
 * @param postgres where the shared database is
 */
@ConfigurationProperties("selvage.catalog.store")
public record StoreProperties(@DefaultValue("embedded") Type type, @DefaultValue("selvage-data") Path folder,
		@DefaultValue("2s") Duration pollInterval, @DefaultValue Postgres postgres) {

	/**
	 * The kinds of store.
	 */
	public enum Type {

		/** A database in files of this process. */
		EMBEDDED,
		/** A PostgreSQL database that several replicas share. */
		POSTGRES,
		/** None: what is written is served until the process ends. */
		NONE

	}

	/**
	 * The shared database.
	 *
	 * @param host its host
	 * @param port its port
	 * @param database its name
	 * @param username who connects
	 * @param password the password
	 * @param sslMode whether TLS is spoken, and who is trusted
	 * @param sslRootCertificate a PEM file with the authorities that vouch for the server
	 */
	public record Postgres(@DefaultValue("localhost") String host, @DefaultValue("5432") int port,
			@DefaultValue("selvage") String database, @DefaultValue("selvage") String username,
			@Nullable String password, @DefaultValue("prefer") PostgresTls.Mode sslMode,
			@Nullable Path sslRootCertificate) {

		@Override
		public String toString() {
			return this.host + ":" + this.port + "/" + this.database;
		}

	}

}
