package io.selvage.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The process that makes the load, on the core the contenders do not have.
 */
final class Load implements AutoCloseable {

	/** Anything else is what its libraries log. */
	private static final Pattern FIGURES = Pattern.compile("\\d+ \\d+ \\d+ \\d+");

	private final Process process;

	private final PrintWriter windows;

	private final BufferedReader outcomes;

	private Load(Process process) {
		this.process = process;
		this.windows = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
		this.outcomes = process.inputReader(StandardCharsets.UTF_8);
	}

	static Load start(Path logs) throws IOException {
		List<String> command = Contenders.java(List.of("-Xmx256m", "-XX:+UseSerialGC"), Contenders.classPath(),
				LoadGenerator.class.getName());
		return new Load(
				new ProcessBuilder(Contenders.pinned(0, command)).redirectError(logs.resolve("load.log").toFile())
					.start());
	}

	/**
	 * Loads a contender.
	 * @param port where it listens
	 * @param path what is asked for
	 * @param seconds for how long
	 * @param connections over how many connections
	 * @return requests, errors, p50 and p99 in microseconds
	 * @throws IOException if the process ended
	 */
	String[] window(int port, String path, int seconds, int connections) throws IOException {
		this.windows.println(port + " " + path + " " + seconds + " " + connections);
		String outcome = this.outcomes.readLine();
		while (outcome != null && !FIGURES.matcher(outcome).matches()) {
			System.err.println("load generator: " + outcome);
			outcome = this.outcomes.readLine();
		}
		if (outcome == null) {
			throw new IOException("the load generator ended; see load.log");
		}
		return outcome.split(" ");
	}

	@Override
	public void close() {
		this.windows.close();
		this.process.destroy();
	}

}
