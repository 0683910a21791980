package io.selvage.benchmarks.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A gateway as a process of its own, and a client of its two ports.
 */
final class GatewayProcess implements AutoCloseable {

	static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	static final String API_VERSION = "api-version=2024-05-01";

	private static final String SERVICE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/v";

	private static final String TOKEN = "token-of-the-harness";

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(2))
		.build();

	private final List<String> command;

	private final Map<String, String> environment;

	private final Path log;

	private final int port;

	private final int managementPort;

	private Process process;

	private GatewayProcess(List<String> command, Map<String, String> environment, Path log, int port,
			int managementPort) {
		this.command = command;
		this.environment = environment;
		this.log = log;
		this.port = port;
		this.managementPort = managementPort;
		this.process = launch();
	}

	/**
	 * Starts a gateway on free ports of the loopback interface.
	 * @param application the options of Java and what it runs
	 * @param log where its output goes
	 * @param environment variables beside those of this process
	 * @param settings for example {@code selvage.catalog.store.folder=x}
	 */
	static GatewayProcess start(List<String> application, Path log, Map<String, String> environment,
			String... settings) {
		int port = freePort();
		int managementPort = freePort();
		List<String> command = new ArrayList<>();
		command.add(JAVA);
		command.addAll(List.of(System.getProperty("harness.options", "-Xmx1g -XX:+UseSerialGC").split(" ")));
		command.add("-Djava.net.preferIPv4Stack=true");
		command.addAll(application);
		command.addAll(List.of("--server.port=" + port, "--server.address=127.0.0.1",
				"--management.server.port=" + managementPort, "--management.server.address=127.0.0.1",
				"--selvage.management.token=" + TOKEN));
		for (String setting : settings) {
			command.add("--" + setting);
		}
		return new GatewayProcess(command, environment, log, port, managementPort);
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Process launch() {
		try {
			ProcessBuilder builder = new ProcessBuilder(this.command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()));
			builder.environment().putAll(this.environment);
			Process launched = builder.start();
			Runtime.getRuntime().addShutdownHook(new Thread(launched::destroyForcibly));
			return launched;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Sends SIGKILL and waits for the end. */
	void kill() {
		this.process.destroyForcibly();
		awaitEnd();
	}

	/** Sends SIGTERM and waits for the end. */
	void stop() {
		this.process.destroy();
		awaitEnd();
	}

	private void awaitEnd() {
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Starts the process again with the same command.
	 * @return the milliseconds until it answered
	 */
	long restart() {
		long start = System.nanoTime();
		this.process = launch();
		awaitReady();
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	/** Waits until the management API answers and the data plane accepts. */
	void awaitReady() {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
		while (System.nanoTime() < deadline) {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("The gateway ended with " + this.process.exitValue() + ": " + this.log);
			}
			try {
				if (call("GET", "/backends", null).statusCode() == 200 && get("/").statusCode() != 0) {
					return;
				}
			}
			catch (IOException notYet) {
				pause(10);
			}
		}
		throw new IllegalStateException("The gateway does not answer: " + this.log);
	}

	long pid() {
		return this.process.pid();
	}

	/** The CPU time this process has used, in milliseconds. */
	long cpuMillis() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
	}

	/** Calls the management API. */
	HttpResponse<String> call(String method, String path, String body) throws IOException {
		URI uri = URI.create("http://127.0.0.1:" + this.managementPort + SERVICE + path
				+ (path.contains("?") ? "&" : "?") + API_VERSION);
		HttpRequest.BodyPublisher content = (body != null) ? HttpRequest.BodyPublishers.ofString(body)
				: HttpRequest.BodyPublishers.noBody();
		return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + TOKEN).method(method, content));
	}

	/** Puts a resource and fails if that is not acknowledged. */
	void put(String path, String properties) throws IOException {
		HttpResponse<String> answer = call("PUT", path, "{\"properties\":" + properties + "}");
		if (answer.statusCode() != 200 && answer.statusCode() != 201) {
			throw new IllegalStateException("PUT " + path + ": " + answer.statusCode() + " " + answer.body());
		}
	}

	/** Calls the data plane. */
	HttpResponse<String> get(String path) throws IOException {
		return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
		try {
			return CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	static void pause(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		kill();
	}

}
