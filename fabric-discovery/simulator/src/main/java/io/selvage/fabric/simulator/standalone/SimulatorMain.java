package io.selvage.fabric.simulator.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedClusterBuilder;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.control.ControlApi;
import io.selvage.fabric.simulator.scenario.Scenario;
import io.selvage.fabric.simulator.scenario.ScenarioException;
import io.selvage.fabric.simulator.tls.CertificateFiles;

/**
 * Runs a simulated cluster with its control API until the process is ended.
 */
public final class SimulatorMain {

	private static final int DEFAULT_NAMING_PORT = 19080;

	private SimulatorMain() {
	}

	public static void main(String[] args) throws InterruptedException {
		if (args.length == 1 && args[0].equals("--help")) {
			System.out.print(Arguments.USAGE);
			return;
		}
		try {
			run(Arguments.parse(args), System.out);
		}
		catch (IllegalArgumentException ex) {
			fail(ex.getMessage() + System.lineSeparator() + Arguments.USAGE, 2);
		}
		catch (ScenarioException ex) {
			fail(String.valueOf(ex.getMessage()), 2);
		}
		catch (IOException | RuntimeException ex) {
			fail("the cluster can't start: " + ex.getMessage(), 1);
		}
	}

	private static void run(Arguments arguments, PrintStream out) throws IOException, InterruptedException {
		Scenario scenario = (arguments.scenario() != null) ? Scenario.read(arguments.scenario()) : builtIn();
		SimulatedClusterBuilder builder = scenario.toBuilder();
		if (arguments.namingPort() != null) {
			builder.namingPort(arguments.namingPort());
		}
		else if (scenario.namingPort() == null) {
			builder.namingPort(DEFAULT_NAMING_PORT);
		}
		if (arguments.tls()) {
			builder.namingTls();
		}
		if (arguments.clientCertificate()) {
			builder.requireClientCertificate();
		}
		CountDownLatch ended = new CountDownLatch(1);
		try (SimulatedCluster cluster = builder.start();
				ControlApi control = ControlApi.start(cluster, arguments.controlPort())) {
			Thread main = Thread.currentThread();
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				ended.countDown();
				joined(main);
			}));
			if (arguments.certificates() != null) {
				CertificateFiles.write(cluster.certificates(), arguments.certificates());
				out.println("certificates  " + arguments.certificates().toAbsolutePath());
			}
			for (URI endpoint : cluster.namingEndpoints()) {
				out.println("naming        " + endpoint);
			}
			out.println("control       " + control.uri());
			for (SimulatedService service : cluster.services()) {
				out.println("service       " + service.name() + " (" + service.kind().text() + ", "
						+ service.partitions().size() + " partition(s), " + service.instances().size()
						+ " instance(s))");
			}
			out.println("ready");
			ended.await();
		}
	}

	private static Scenario builtIn() throws IOException {
		try (InputStream stream = SimulatorMain.class.getResourceAsStream("scenario.json")) {
			if (stream == null) {
				throw new IllegalStateException("the built-in scenario is missing from the class path");
			}
			return Scenario.read("built-in scenario", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	private static void joined(Thread main) {
		try {
			main.join(5_000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void fail(String message, int status) {
		System.err.println(message);
		System.exit(status);
	}

}
