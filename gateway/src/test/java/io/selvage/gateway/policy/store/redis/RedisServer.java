package io.selvage.gateway.policy.store.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Redis on a port of its own: the {@code redis-server} of the machine, found on
 * the path or named by the system property {@code selvage.test.redis-server}.
 */
public final class RedisServer implements AutoCloseable {

	private static final String NAME = "redis-server";

	private static final String HOST = "127.0.0.1";

	private final String executable;

	private final int port;

	private final List<String> options;

	private @Nullable Process process;

	private RedisServer(String executable, int port, List<String> options) {
		this.executable = executable;
		this.port = port;
		this.options = options;
	}

	/**
	 * Starts a server; skips the test, saying so, on a machine without Redis.
	 * @return the server, empty
	 */
	public static RedisServer start() {
		int port = freePort();
		return start(port, "--port", Integer.toString(port));
	}

	/**
	 * Starts a server that speaks TLS only.
	 * @param certificate its certificate, in PEM
	 * @param key its key, in PEM
	 * @return the server, empty
	 */
	public static RedisServer startTls(Path certificate, Path key) {
		int port = freePort();
		return start(port, "--port", "0", "--tls-port", Integer.toString(port), "--tls-cert-file",
				certificate.toString(), "--tls-key-file", key.toString(), "--tls-auth-clients", "no");
	}

	/**
	 * Starts a server that speaks TLS only, with clients that show a certificate.
	 * @param certificate its certificate, in PEM
	 * @param key its key, in PEM
	 * @param authority who vouches for clients, in PEM
	 * @return the server, empty
	 */
	public static RedisServer startMutualTls(Path certificate, Path key, Path authority) {
		int port = freePort();
		return start(port, "--port", "0", "--tls-port", Integer.toString(port), "--tls-cert-file",
				certificate.toString(), "--tls-key-file", key.toString(), "--tls-ca-cert-file", authority.toString(),
				"--tls-auth-clients", "yes");
	}

	/**
	 * Starts a node that may become part of a cluster.
	 * @param folder where it keeps what it knows of the others
	 * @return the node, alone
	 */
	public static RedisServer startNode(Path folder) {
		int port = freePort();
		return start(port, "--port", Integer.toString(port), "--cluster-enabled", "yes", "--cluster-port",
				Integer.toString(freePort()), "--dir", folder.toString());
	}

	/**
	 * Makes a cluster of nodes.
	 * @param nodes at least three
	 */
	public static void join(List<RedisServer> nodes) {
		try {
			List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
			nodes.forEach((node) -> command.add(HOST + ":" + node.port));
			command.add("--cluster-yes");
			Process joining = new ProcessBuilder(command).redirectErrorStream(true).start();
			String said = new String(joining.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (joining.waitFor() != 0) {
				throw new IllegalStateException(said);
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

	private static RedisServer start(int port, String... options) {
		String executable = executable();
		if (executable == null) {
			System.err.println("SKIPPED: there is no " + NAME
					+ " on the path; -Dselvage.test.redis-server=FILE names one elsewhere");
		}
		Assumptions.assumeTrue(executable != null, "no " + NAME);
		RedisServer server = new RedisServer(String.valueOf(executable), port, List.of(options));
		server.resume();
		return server;
	}

	private static @Nullable String executable() {
		String named = System.getProperty("selvage.test.redis-server");
		if (named != null) {
			return named;
		}
		return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
			.map((directory) -> Path.of(directory, NAME).toFile())
			.filter(File::canExecute)
			.map(File::getPath)
			.findFirst()
			.orElse(null);
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the URL of the server.
	 * @return for {@code selvage.redis.url}
	 */
	public String url() {
		return (this.options.contains("--tls-port") ? "rediss://" : "redis://") + HOST + ":" + this.port;
	}

	/**
	 * Starts the server again after {@link #stop()}: it has forgotten everything.
	 */
	public void resume() {
		try {
			List<String> command = new ArrayList<>(List.of(this.executable));
			command.addAll(this.options);
			command.addAll(List.of("--bind", HOST, "--save", "", "--appendonly", "no"));
			this.process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
			while (!listens()) {
				if (System.nanoTime() > patience || !this.process.isAlive()) {
					throw new IllegalStateException("Redis does not start");
				}
				TimeUnit.MILLISECONDS.sleep(20);
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

	private boolean listens() {
		try (Socket socket = new Socket(HOST, this.port)) {
			return socket.isConnected();
		}
		catch (IOException notYet) {
			return false;
		}
	}

	/**
	 * Stops the server at once.
	 */
	public void stop() {
		Process running = this.process;
		if (running != null) {
			running.destroyForcibly().onExit().join();
			this.process = null;
		}
	}

	@Override
	public void close() {
		stop();
	}

}
