package io.selvage.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process under measurement and what the kernel says about it ({@code /proc}, Linux).
 */
final class MeasuredProcess implements AutoCloseable {

	/** The kernel's unit of CPU time in {@code /proc/PID/stat}: 1/100 s on Linux. */
	private static final double TICKS_PER_SECOND = 100;

	private final Process process;

	private final int port;

	private MeasuredProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static MeasuredProcess start(String name, List<String> command, int port, Path logs) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(logs.resolve(name + ".log").toFile())
				.start();
			MeasuredProcess started = new MeasuredProcess(process, port);
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
			started.awaitPort(name);
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitPort(String name) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
		while (System.nanoTime() < deadline) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException(name + " ended with " + this.process.exitValue() + "; see its log");
			}
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress("127.0.0.1", this.port), 500);
				return;
			}
			catch (IOException notYet) {
				pause();
			}
		}
		throw new IllegalStateException(name + " does not listen on port " + this.port);
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(100);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Returns the CPU time used so far by the process and its children.
	 * @return seconds, user and system together
	 */
	double cpuSeconds() {
		return Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.mapToDouble((handle) -> cpuSeconds(handle.pid()))
			.sum();
	}

	private static double cpuSeconds(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
		}
		catch (IOException gone) {
			return 0;
		}
	}

	/**
	 * Returns the resident memory of the process.
	 * @return MiB
	 */
	double residentMebibytes() {
		try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(this.process.pid()), "status"))) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToDouble((line) -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
				.sum();
		}
		catch (IOException gone) {
			return 0;
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
