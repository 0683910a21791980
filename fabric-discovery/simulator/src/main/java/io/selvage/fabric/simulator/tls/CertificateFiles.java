package io.selvage.fabric.simulator.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The certificates of a cluster as files: {@code NAME.pem} (the chain), {@code NAME.key}
 * (PKCS #8, unencrypted) and {@code NAME.pfx} (PKCS #12).
 */
public final class CertificateFiles {

	/** Protects the PFX files; the keys are of no worth outside tests. */
	public static final String PFX_PASSWORD = "selvage";

	private CertificateFiles() {
	}

	/**
	 * Returns the content of all files.
	 * @param certificates the certificates
	 * @return content by file name
	 */
	public static Map<String, byte[]> of(ClusterCertificates certificates) {
		Map<String, byte[]> files = new LinkedHashMap<>();
		files.put("ca.pem", text(certificates.authority().certificatePem()));
		add(files, "server", certificates.server());
		add(files, "client", certificates.client());
		add(files, "expired-server", certificates.expiredServer());
		add(files, "wrong-name-server", certificates.wrongNameServer());
		add(files, "self-signed-server", certificates.selfSignedServer());
		add(files, "expired-client", certificates.expiredClient());
		add(files, "stranger-client", certificates.strangerClient());
		return files;
	}

	/**
	 * Writes all files, over those that exist.
	 * @param certificates the certificates
	 * @param directory where to; made if absent
	 * @throws IOException if a file can't be written
	 */
	public static void write(ClusterCertificates certificates, Path directory) throws IOException {
		Files.createDirectories(directory);
		for (Map.Entry<String, byte[]> file : of(certificates).entrySet()) {
			Files.write(directory.resolve(file.getKey()), file.getValue());
		}
	}

	private static void add(Map<String, byte[]> files, String name, CertificateIdentity identity) {
		files.put(name + ".pem", text(identity.chainPem()));
		files.put(name + ".key", text(identity.privateKeyPem()));
		files.put(name + ".pfx", identity.pfx(PFX_PASSWORD));
	}

	private static byte[] text(String pem) {
		return pem.getBytes(StandardCharsets.US_ASCII);
	}

}
