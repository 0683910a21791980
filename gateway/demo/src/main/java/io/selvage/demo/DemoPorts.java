package io.selvage.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The ports the demo listens on. All are tried before anything is started, so that one
 * message names every port that is taken.
 *
 * @param data the port for requests ({@code --server.port} or {@code SERVER_PORT})
 * @param management the port for health, metrics and traces
 * ({@code --management.server.port})
 * @param naming the port of the cluster's naming service ({@code --demo.naming-port})
 * @param control the port of the cluster's control API ({@code --demo.control-port})
 */
record DemoPorts(int data, int management, int naming, int control) {

	static DemoPorts read(String... arguments) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		return new DemoPorts(environment.getProperty("server.port", Integer.class, 8080),
				environment.getProperty("management.server.port", Integer.class, 8081),
				environment.getProperty("demo.naming-port", Integer.class, 19080),
				environment.getProperty("demo.control-port", Integer.class, 19079));
	}

	/**
	 * Finds ports that cannot be listened on.
	 * @return a sentence for each, with the setting that names another
	 */
	List<String> taken() {
		List<String> taken = new ArrayList<>();
		check(taken, this.data, null, "the gateway", "--server.port");
		check(taken, this.management, null, "the gateway's management", "--management.server.port");
		check(taken, this.naming, "127.0.0.1", "the simulated cluster's naming service", "--demo.naming-port");
		check(taken, this.control, "127.0.0.1", "the simulated cluster's control API", "--demo.control-port");
		return taken;
	}

	private static void check(List<String> taken, int port, @Nullable String host, String user, String setting) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind((host != null) ? new InetSocketAddress(host, port) : new InetSocketAddress(port));
		}
		catch (IOException ex) {
			taken.add("Port " + port + " for " + user + " is taken. Name another with " + setting + "=PORT.");
		}
	}

	String welcome(Path catalog, String token) {
		return """

				Selvage is ready.

				  a request      curl http://localhost:%1$d/fabric/api/values
				  with a trace   curl -i -H 'Ocp-Apim-Trace: true' http://localhost:%1$d/fabric/api/values
				  health         curl http://localhost:%2$d/actuator/health
				  metrics        curl http://localhost:%2$d/actuator/prometheus
				  management     curl -H 'Authorization: Bearer %5$s' 'http://localhost:%2$d/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/demo/backends?api-version=2024-05-01'
				  the cluster    curl http://localhost:%3$d/        (what can be done to it)
				  the catalog    %4$s
				                 (edit a file there: the change is served at once)

				Ctrl-C stops it.
				"""
			.formatted(this.data, this.management, this.control, catalog, token);
	}

}
