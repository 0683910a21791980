package io.selvage.reliability.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process on this machine that can be sent signals. Needs {@code kill} for those that
 * Java cannot send.
 */
public final class ChildProcess implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(120);

	private final String name;

	private final Process process;

	private final Path log;

	private ChildProcess(String name, Process process, Path log) {
		this.name = name;
		this.process = process;
		this.log = log;
	}

	/**
	 * Starts a process. It ends with this JVM at the latest.
	 * @param name what its log is called
	 * @param command the words of its command
	 * @param logs where its log is appended to
	 * @return the process
	 */
	public static ChildProcess start(String name, List<String> command, Path logs) {
		Path log = logs.resolve(name + ".log");
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
			ChildProcess started = new ChildProcess(name, process, log);
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("'" + command.get(0) + "' cannot be started", ex);
		}
	}

	/**
	 * Finds a port nobody uses at the moment.
	 * @return the port
	 */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until somebody listens on a port.
	 * @param port the port
	 * @return this process
	 * @throws IllegalStateException if it ends instead, or takes two minutes
	 */
	public ChildProcess awaitPort(int port) {
		long deadline = System.nanoTime() + START.toNanos();
		while (System.nanoTime() < deadline) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException(
						this.name + " ended with " + this.process.exitValue() + "; see " + this.log);
			}
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
				return this;
			}
			catch (IOException notYet) {
				Pause.millis(5);
			}
		}
		throw new IllegalStateException(this.name + " does not listen on port " + port + "; see " + this.log);
	}

	/**
	 * Ends it at once (SIGKILL) and waits until it is gone.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitEnd(START);
	}

	/**
	 * Asks it to end (SIGTERM).
	 */
	public void terminate() {
		this.process.destroy();
	}

	/**
	 * Waits until it is gone.
	 * @param patience how long at most
	 * @return whether it is
	 */
	public boolean awaitEnd(Duration patience) {
		try {
			return this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Freezes it (SIGSTOP): its kernel still accepts connections, nobody answers.
	 */
	public void freeze() {
		signal("STOP");
	}

	/**
	 * Lets a frozen one go on (SIGCONT).
	 */
	public void thaw() {
		signal("CONT");
	}

	private void signal(String signal) {
		try {
			int exit = new ProcessBuilder("kill", "-" + signal, String.valueOf(this.process.pid())).inheritIO()
				.start()
				.waitFor();
			if (exit != 0) {
				throw new IllegalStateException("kill -" + signal + " ended with " + exit);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public boolean alive() {
		return this.process.isAlive();
	}

	public Path log() {
		return this.log;
	}

	@Override
	public void close() {
		if (alive()) {
			kill();
		}
	}

}
