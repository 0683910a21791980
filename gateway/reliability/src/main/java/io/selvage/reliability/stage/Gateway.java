package io.selvage.reliability.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.selvage.reliability.process.ChildProcess;
import io.selvage.reliability.process.JavaCommand;
import io.selvage.reliability.process.Pause;
import io.selvage.reliability.process.PlainGateway;

/**
 * A gateway process, ours or a plain Spring Cloud Gateway. It keeps its ports over its
 * restarts.
 */
public final class Gateway implements AutoCloseable {

	private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true");

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final String name;

	private final List<String> command;

	private final Path logs;

	private final int port;

	private final int managementPort;

	private ChildProcess process;

	private Gateway(String name, List<String> command, Path logs, int port, int managementPort) {
		this.name = name;
		this.command = command;
		this.logs = logs;
		this.port = port;
		this.managementPort = managementPort;
		this.process = ChildProcess.start(name, command, logs).awaitPort(port);
		awaitReady();
	}

	/**
	 * Starts a gateway of ours.
	 * @param name what its log is called
	 * @param logs where its log lies
	 * @param catalog what it serves
	 * @param settings further arguments; those that begin with {@code -X} are for the JVM
	 * @return the gateway, ready
	 */
	public static Gateway ours(String name, Path logs, CatalogFolder catalog, String... settings) {
		int port = ChildProcess.freePort();
		int management = ChildProcess.freePort();
		List<String> arguments = arguments(port, settings);
		arguments.addAll(List.of("--management.server.port=" + management, "--selvage.catalog.store.type=none",
				"--selvage.catalog.directory=" + catalog.folder(), "--server.address=127.0.0.1",
				"--management.server.address=127.0.0.1"));
		return new Gateway(name, JavaCommand.gateway(jvm(settings), arguments), logs, port, management);
	}

	/**
	 * Starts a plain Spring Cloud Gateway.
	 * @param name what its log is called
	 * @param logs where its log lies
	 * @param upstreams the ports of the instances it shares requests among
	 * @param settings further arguments; those that begin with {@code -X} are for the JVM
	 * @return the gateway, ready
	 */
	public static Gateway plain(String name, Path logs, List<Integer> upstreams, String... settings) {
		int port = ChildProcess.freePort();
		List<String> arguments = arguments(port, settings);
		arguments.add("--server.address=127.0.0.1");
		arguments.add("--server.shutdown=graceful");
		if (upstreams.size() == 1) {
			arguments.add("--upstream=http://127.0.0.1:" + upstreams.get(0));
		}
		else {
			arguments.add("--upstream=lb://service");
			for (int i = 0; i < upstreams.size(); i++) {
				arguments.add("--spring.cloud.discovery.client.simple.instances.service[" + i
						+ "].uri=http://127.0.0.1:" + upstreams.get(i));
			}
		}
		return new Gateway(name, JavaCommand.plain(jvm(settings), PlainGateway.class, arguments), logs, port, 0);
	}

	private static List<String> jvm(String[] settings) {
		List<String> options = new ArrayList<>(JVM);
		options.addAll(List.of(settings).stream().filter((setting) -> setting.startsWith("-X")).toList());
		return options;
	}

	private static List<String> arguments(int port, String[] settings) {
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=" + port, "--spring.main.banner-mode=off", "--logging.level.root=WARN"));
		arguments.addAll(List.of(settings).stream().filter((setting) -> !setting.startsWith("-X")).toList());
		return arguments;
	}

	/**
	 * Starts it again after it ended.
	 */
	public void restart() {
		this.process = ChildProcess.start(this.name, this.command, this.logs).awaitPort(this.port);
		awaitReady();
	}

	private void awaitReady() {
		if (this.managementPort == 0) {
			return;
		}
		long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (!management("/actuator/health/readiness").contains("\"UP\"")) {
			if (System.nanoTime() - deadline > 0) {
				throw new IllegalStateException(this.name + " does not get ready; see " + this.process.log());
			}
			Pause.millis(20);
		}
	}

	/**
	 * Asks its management port.
	 * @param path the path
	 * @return the body of the answer, empty if there was none
	 */
	public String management(String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.managementPort + path))
			.timeout(Duration.ofSeconds(10))
			.build();
		try {
			return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
		}
		catch (IOException ex) {
			return "";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Adds up samples of its metrics.
	 * @param sample a regular expression for name and labels, as Prometheus sees them
	 * @return the sum
	 */
	public double metric(String sample) {
		return management("/actuator/prometheus").lines()
			.filter((line) -> !line.startsWith("#") && line.substring(0, line.lastIndexOf(' ')).matches(sample))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	public int port() {
		return this.port;
	}

	public int managementPort() {
		return this.managementPort;
	}

	public ChildProcess process() {
		return this.process;
	}

	@Override
	public void close() {
		this.process.close();
	}

}
