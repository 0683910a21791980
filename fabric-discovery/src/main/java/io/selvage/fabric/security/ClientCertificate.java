package io.selvage.fabric.security;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where the client certificate and its private key come from. A cluster needs no more
 * than a read-only (user role) certificate for everything done here. Files are read again
 * when they change.
 */
public sealed interface ClientCertificate {

	/**
	 * A PKCS#12 file.
	 *
	 * @param file the {@code .pfx} or {@code .p12} file
	 * @param password opens the file; empty if it has none
	 */
	record PfxFile(Path file, String password) implements ClientCertificate {

		@Override
		public String toString() {
			return "PFX file " + this.file;
		}

	}

	/**
	 * A certificate chain and a key in PEM files.
	 *
	 * @param certificate the certificate, followed by its issuers
	 * @param key the private key; may be the same file
	 * @param password opens an encrypted key
	 */
	record PemFiles(Path certificate, Path key, @Nullable String password) implements ClientCertificate {

		@Override
		public String toString() {
			return "PEM files " + this.certificate + ", " + this.key;
		}

	}

	/**
	 * A certificate already in memory.
	 *
	 * @param key the private key
	 * @param chain the certificate, followed by its issuers; not empty
	 */
	record InMemory(PrivateKey key, List<X509Certificate> chain) implements ClientCertificate {

		public InMemory {
			chain = List.copyOf(chain);
			if (chain.isEmpty()) {
				throw new IllegalArgumentException("a client certificate needs at least one certificate");
			}
		}

		@Override
		public String toString() {
			return "certificate " + this.chain.get(0).getSubjectX500Principal();
		}

	}

}
