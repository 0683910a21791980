package io.selvage.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A naming service that knows one stateless service with one instance: the upstream.
 */
final class NamingStub implements AutoCloseable {

	private static final String VERSION = "%7B%22PartitionId%22:%22489a56ff-895e-47ec-87be-78054f52e2f1%22,%22FMVersion%22:%2235%22,"
			+ "%22StoreVersion%22:%2210%22,%22GenerationNumber%22:%7B%22Generation%22:%22132343400813026921%22,"
			+ "%22NodeId%22:%7B%22Id%22:%22e096bce1a698b0d4e125b65b3807949%22%7D%7D%7D";

	private final HttpServer server;

	NamingStub(int upstreamPort) throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		String resolved = """
				{"Name":"fabric:/Bench/Service","PartitionInformation":{"ServicePartitionKind":"Singleton",\
				"Id":"489a56ff-895e-47ec-87be-78054f52e2f1"},"Endpoints":[{"Kind":"Stateless","Address":\
				"{\\"Endpoints\\":{\\"HttpServiceEndpoint\\":\\"http://127.0.0.1:%d\\"}}"}],"Version":"%s"}
				""".formatted(upstreamPort, VERSION);
		String description = """
				{"ServiceKind":"Stateless","ApplicationName":"fabric:/Bench","ServiceName":"fabric:/Bench/Service",\
				"ServiceTypeName":"ServiceType","PartitionDescription":{"PartitionScheme":"Singleton"},"InstanceCount":1}
				""";
		this.server.createContext("/", (exchange) -> answer(exchange,
				exchange.getRequestURI().getPath().endsWith("GetDescription") ? description : resolved));
		this.server.start();
	}

	private static void answer(HttpExchange exchange, String json) throws IOException {
		byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
		exchange.sendResponseHeaders(200, bytes.length);
		try (OutputStream body = exchange.getResponseBody()) {
			body.write(bytes);
		}
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
