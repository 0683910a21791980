package io.selvage.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.selvage.catalog.security.AccessToken;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.control.ControlApi;
import io.selvage.gateway.GatewayApplication;
import org.springframework.boot.SpringApplication;

/**
 * Starts a simulated cluster with the service
 * {@code fabric:/SFBackendForAPIM/WebAPI_Backend} and, beside it, the gateway with a
 * catalog that leads there.
 */
public final class Demo {

	private Demo() {
	}

	/**
	 * Runs until the process is told to stop.
	 * @param arguments settings of the gateway, such as {@code --server.port=9090}, and
	 * the ports of the cluster: {@code --demo.naming-port}, {@code --demo.control-port}
	 * @throws IOException if the catalog cannot be written to a temporary folder
	 */
	public static void main(String[] arguments) throws IOException {
		DemoPorts ports = DemoPorts.read(arguments);
		List<String> taken = ports.taken();
		if (!taken.isEmpty()) {
			taken.forEach(System.err::println);
			System.exit(1);
		}
		SimulatedCluster cluster = cluster(ports.naming());
		ControlApi control = ControlApi.start(cluster, ports.control());
		Path catalog = DemoCatalog.unpack(cluster.namingEndpoint());
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			control.close();
			cluster.close();
			DemoCatalog.delete(catalog);
		}, "demo-shutdown"));
		String token = AccessToken.generate();
		SpringApplication application = new SpringApplication(GatewayApplication.class);
		application.setDefaultProperties(Map.of("selvage.catalog.directory", catalog.toString(),
				"selvage.catalog.environment", "demo", "selvage.catalog.store.type", "none", "selvage.management.token",
				token, "selvage.trace.enabled", "true", "selvage.listener.drain-notice", "0s"));
		String used = application.run(arguments).getEnvironment().getProperty("selvage.management.token", token);
		System.out.println(ports.welcome(catalog, used.equals(token) ? token : "$SELVAGE_MANAGEMENT_TOKEN"));
	}

	private static SimulatedCluster cluster(int namingPort) {
		return SimulatedCluster.builder()
			.namingPort(namingPort)
			.application("SFBackendForAPIM",
					(application) -> application.stateless("WebAPI_Backend",
							(service) -> service.singleton()
								.instances(3)
								.listener("HttpServiceEndpoint", Scheme.HTTP)
								.listener("HTTPSServiceEndpoint", Scheme.HTTPS)))
			.start();
	}

}
