package io.selvage.catalog.store;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Whether the database is spoken to over TLS, and which server is trusted.
 *
 * @param mode what is asked of the server
 * @param authorities a PEM file with the authorities that vouch for it, or null for those
 * of Java
 */
public record PostgresTls(Mode mode, @Nullable Path authorities) {

	/**
	 * Checks the file.
	 * @throws IllegalArgumentException if the file cannot be read, or nobody would read
	 * it
	 */
	public PostgresTls {
		if (authorities != null && mode != Mode.VERIFY_CA && mode != Mode.VERIFY_FULL) {
			throw new IllegalArgumentException("selvage.catalog.store.postgres.ssl-root-certificate has no effect"
					+ " unless ssl-mode is verify-ca or verify-full");
		}
		if (authorities != null && !Files.isReadable(authorities)) {
			throw new IllegalArgumentException("The file " + authorities
					+ " of selvage.catalog.store.postgres.ssl-root-certificate cannot be read");
		}
	}

	/**
	 * What is asked of a server, as PostgreSQL's own clients name it.
	 */
	public enum Mode {

		/** No TLS. */
		DISABLE,
		/** TLS if the server has it; nobody is refused. */
		PREFER,
		/** TLS, with whoever it may be. */
		REQUIRE,
		/** TLS, with a certificate of a trusted authority. */
		VERIFY_CA,
		/** TLS, with a certificate of a trusted authority for the name of the host. */
		VERIFY_FULL

	}

}
