package io.selvage.catalog.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where encryption keys come from: an environment variable, then the files {@code *.key}
 * of a folder in descending order of their names (a key called by its date is newer than
 * the one before it).
 */
public final class KeySources {

	/** The environment variable that may hold a key in Base64. */
	public static final String ENVIRONMENT_VARIABLE = "SELVAGE_ENCRYPTION_KEY";

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

	private KeySources() {
	}

	/**
	 * Reads all keys.
	 * @param variable the content of {@value #ENVIRONMENT_VARIABLE}, or null
	 * @param folder the folder of keys, or null
	 * @return the keys, the one that encrypts first
	 * @throws SecretException if a key is malformed, or if others than its owner may read
	 * a key file
	 */
	public static KeyRing read(@Nullable String variable, @Nullable Path folder) {
		List<EncryptionKey> keys = new ArrayList<>();
		if (variable != null && !variable.isBlank()) {
			keys.add(parse(variable, "the variable " + ENVIRONMENT_VARIABLE));
		}
		if (folder != null && Files.isDirectory(folder)) {
			for (Path file : keyFiles(folder)) {
				keys.add(readFile(file));
			}
		}
		return new KeyRing(keys);
	}

	/**
	 * Makes a key unless the folder has one: for the embedded store, which needs no
	 * set-up.
	 * @param folder the folder of keys, created if it is not there
	 * @throws SecretException if the key cannot be written
	 */
	public static void generateIfAbsent(Path folder) {
		try {
			Files.createDirectories(folder);
			if (!keyFiles(folder).isEmpty()) {
				return;
			}
			byte[] bytes = new byte[EncryptionKey.BYTES];
			new SecureRandom().nextBytes(bytes);
			Path file = folder.resolve("generated.key");
			createPrivate(file);
			Files.writeString(file, Base64.getEncoder().encodeToString(bytes), StandardOpenOption.WRITE,
					StandardOpenOption.SYNC);
		}
		catch (FileAlreadyExistsException madeMeanwhile) {
			// Another process of the same folder was first; its key is as good.
		}
		catch (IOException ex) {
			throw new SecretException("No key could be written to the folder " + folder + ".", ex);
		}
	}

	private static void createPrivate(Path file) throws IOException {
		boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
		FileAttribute<?>[] attributes = posix
				? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) } : new FileAttribute<?>[0];
		Files.createFile(file, attributes);
	}

	private static List<Path> keyFiles(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.getFileName().toString().endsWith(".key"))
				.sorted(Comparator.reverseOrder())
				.toList();
		}
		catch (IOException ex) {
			throw new SecretException("The folder of keys " + folder + " cannot be read.", ex);
		}
	}

	private static EncryptionKey readFile(Path file) {
		try {
			refuseIfOthersHaveAccess(file);
			return parse(Files.readString(file), "the file " + file);
		}
		catch (IOException ex) {
			throw new SecretException("The key file " + file + " cannot be read.", ex);
		}
	}

	/**
	 * A mounted Kubernetes Secret is readable by its group, so only the access of others
	 * is refused.
	 */
	private static void refuseIfOthersHaveAccess(Path file) throws IOException {
		if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
			if (permissions.contains(PosixFilePermission.OTHERS_READ)
					|| permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
				throw new SecretException("Everybody may read or write the key file " + file
						+ "; it must be kept to its owner (mode 0600).");
			}
		}
	}

	private static EncryptionKey parse(String text, String where) {
		try {
			return EncryptionKey.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new SecretException(ex.getMessage() + " Look at " + where + ".");
		}
	}

}
