package io.selvage.benchmarks.store;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.selvage.gateway.GatewayApplication;
import org.springframework.util.FileSystemUtils;

/**
 * The gateway as the project's README installs it: the executable jar unpacked, with an
 * archive of the classes that a first run has loaded.
 *
 * @param java the options and the jar, without what stands before them
 */
record Installation(List<String> java) {

	private static final String JAR = "selvage.jar";

	/**
	 * Unpacks the jar that the build made beside the classes of this class path.
	 * @param folder where to, made if absent
	 * @throws IllegalStateException if there is no such jar, or a step fails
	 */
	static Installation in(Path folder) throws IOException {
		Path log = Files.createDirectories(folder).resolve("install.log");
		Path unpacked = folder.resolve("selvage");
		run(log, List.of("-Djarmode=tools", "-jar", built().toString(), "extract", "--destination", unpacked.toString()));
		Path archive = unpacked.resolve("selvage.jsa");
		List<String> application = List.of("-jar", unpacked.resolve(JAR).toString());
		Path store = folder.resolve("training");
		try (GatewayProcess training = new Installation(
				Stream.concat(Stream.of("-XX:ArchiveClassesAtExit=" + archive), application.stream()).toList())
			.start(log, Map.of(), "selvage.catalog.store.folder=" + store)) {
			training.awaitReady();
			training.stop();
		}
		FileSystemUtils.deleteRecursively(store);
		if (!Files.exists(archive)) {
			throw new IllegalStateException("The first run left no archive of classes: " + log);
		}
		return new Installation(
				Stream.concat(Stream.of("-XX:SharedArchiveFile=" + archive), application.stream()).toList());
	}

	/**
	 * Starts a gateway on free ports of the loopback interface.
	 * @param log where its output goes
	 * @param environment variables beside those of this process
	 * @param settings for example {@code selvage.catalog.store.folder=x}
	 */
	GatewayProcess start(Path log, Map<String, String> environment, String... settings) {
		return GatewayProcess.start(this.java, log, environment, settings);
	}

	private static Path built() {
		try {
			URI classes = GatewayApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI();
			Path jar = Path.of(classes).resolveSibling(JAR);
			if (!Files.exists(jar)) {
				throw new IllegalStateException(jar + " is not there: mvn -DskipTests package makes it");
			}
			return jar;
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void run(Path log, List<String> arguments) throws IOException {
		Process process = new ProcessBuilder(
				Stream.concat(Stream.of(GatewayProcess.JAVA), arguments.stream()).toList())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.start();
		try {
			if (process.waitFor() != 0) {
				throw new IllegalStateException("ended with " + process.exitValue() + ": " + log);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
