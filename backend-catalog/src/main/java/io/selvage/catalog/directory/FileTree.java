package io.selvage.catalog.directory;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.selvage.catalog.resource.ContractJson;
import org.jspecify.annotations.Nullable;

/**
 * Which files a directory holds, and when each was changed: enough to tell whether
 * anything has to be read again. In a Kubernetes volume the tree is taken from the
 * directory {@code ..data} points to, which is replaced as a whole.
 *
 * @param base the directory the files were found in
 * @param files size and time of each file by its path below the base, with forward
 * slashes
 */
record FileTree(Path base, SortedMap<String, Stamp> files) {

	private static final String KUBERNETES_LINK = "..data";

	private static final int MAX_DEPTH = 12;

	/**
	 * Walks a directory, or takes a single file.
	 * @param root the directory or file
	 * @return what it holds now
	 * @throws IOException if it can't be read
	 */
	static FileTree scan(Path root) throws IOException {
		SortedMap<String, Stamp> files = new TreeMap<>();
		if (Files.isRegularFile(root)) {
			Path parent = root.toAbsolutePath().getParent();
			Path base = (parent != null) ? parent : root;
			files.put(String.valueOf(root.getFileName()),
					Stamp.of(Files.readAttributes(root, BasicFileAttributes.class)));
			return new FileTree(base, files);
		}
		Path base = base(root);
		Files.walkFileTree(base, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new Visitor(base, files));
		return new FileTree(base, files);
	}

	private static Path base(Path root) throws IOException {
		Path link = root.resolve(KUBERNETES_LINK);
		return (Files.isSymbolicLink(link) ? link : root).toRealPath();
	}

	byte[] read(String file) throws IOException {
		Stamp stamp = this.files.get(file);
		if (stamp != null && stamp.size() > ContractJson.MAX_DOCUMENT) {
			throw new IOException(file + " is larger than " + ContractJson.MAX_DOCUMENT + " bytes");
		}
		return Files.readAllBytes(this.base.resolve(file));
	}

	boolean sameAs(@Nullable FileTree other) {
		return other != null && this.base.equals(other.base) && this.files.equals(other.files);
	}

	/** Editors and Kubernetes leave files that are none of ours. */
	static boolean isIgnored(String name) {
		return name.startsWith(".") || name.endsWith(".tmp") || name.endsWith("~") || name.endsWith(".swp")
				|| name.endsWith(".bak") || name.equals("lost+found");
	}

	/**
	 * Size and time of a file.
	 *
	 * @param size in bytes
	 * @param modified in nanoseconds
	 * @param key the identity the file system gives the file, or an empty text
	 */
	record Stamp(long size, long modified, String key) {

		static Stamp of(BasicFileAttributes attributes) {
			return new Stamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
					String.valueOf(attributes.fileKey()));
		}

	}

	/**
	 * Collects files; whatever vanishes while it looks is left out, as the next scan will
	 * find.
	 */
	private static final class Visitor extends SimpleFileVisitor<Path> {

		private final Path base;

		private final Map<String, Stamp> files;

		private Visitor(Path base, Map<String, Stamp> files) {
			this.base = base;
			this.files = files;
		}

		@Override
		public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
			boolean skip = !directory.equals(this.base) && isIgnored(String.valueOf(directory.getFileName()));
			return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			if (attributes.isRegularFile() && !isIgnored(String.valueOf(file.getFileName()))) {
				this.files.put(this.base.relativize(file).toString().replace('\\', '/'), Stamp.of(attributes));
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
			if (failure instanceof NoSuchFileException && !file.equals(this.base)) {
				return FileVisitResult.CONTINUE;
			}
			throw failure;
		}

	}

}
