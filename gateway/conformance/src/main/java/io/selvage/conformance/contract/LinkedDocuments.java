package io.selvage.conformance.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves documents of any format the contract imports by link. The links of vectors lead
 * to the internet of some year; what is behind them is not part of a vector.
 */
final class LinkedDocuments implements AutoCloseable {

	private static final String WSDL = """
			<definitions name="Needed" targetNamespace="urn:needed" xmlns="http://schemas.xmlsoap.org/wsdl/"
				xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="urn:needed">
				<message name="In" /><message name="Out" />
				<portType name="Port"><operation name="Do"><input message="tns:In" /><output message="tns:Out" /></operation></portType>
				<binding name="Binding" type="tns:Port">
					<soap:binding transport="http://schemas.xmlsoap.org/soap/http" />
					<operation name="Do"><soap:operation soapAction="urn:needed/Do" style="document" />
						<input><soap:body use="literal" /></input><output><soap:body use="literal" /></output></operation>
				</binding>
				<service name="%1$s"><port name="%2$s" binding="tns:Binding"><soap:address location="https://soap.example/" /></port></service>
			</definitions>
			""";

	private static final String WADL = """
			<application xmlns="http://wadl.dev.java.net/2009/02"><resources base="https://wadl.example/">
				<resource path="things"><method name="GET" id="things"><response status="200" /></method></resource>
			</resources></application>
			""";

	private final HttpServer server;

	private final Map<String, String> documents = new ConcurrentHashMap<>();

	LinkedDocuments() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			byte[] body = this.documents.getOrDefault(exchange.getRequestURI().getPath(), "")
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders((body.length > 0) ? 200 : 404, (body.length > 0) ? body.length : -1);
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(body);
			}
		});
		this.server.start();
	}

	/**
	 * A body whose link leads here.
	 * @param body a body; only one with a link in it is changed
	 * @param expected the properties of the answer, which tell title and description
	 */
	JsonNode rewritten(JsonNode body, JsonNode expected) {
		String format = body.path("properties").path("format").asString("").toLowerCase(Locale.ROOT);
		if (!format.contains("-link")) {
			return body;
		}
		String path = "/" + this.documents.size() + "/" + format.replace('+', '-');
		this.documents.put(path, document(format, body.path("properties"), expected));
		ObjectNode copy = (ObjectNode) body.deepCopy();
		((ObjectNode) copy.path("properties")).put("value",
				"http://127.0.0.1:" + this.server.getAddress().getPort() + path);
		return copy;
	}

	private static String document(String format, JsonNode properties, JsonNode expected) {
		if (format.startsWith("wsdl")) {
			JsonNode selector = properties.path("wsdlSelector");
			return WSDL.formatted(selector.path("wsdlServiceName").asString("Needed"),
					selector.path("wsdlEndpointName").asString("NeededSoap"));
		}
		if (format.startsWith("wadl")) {
			return WADL;
		}
		if (format.contains("xml")) {
			return "<policies><inbound /></policies>";
		}
		if (!format.startsWith("openapi") && !format.startsWith("swagger")) {
			return "type Query { needed: String }";
		}
		ObjectNode document = JsonNodeFactory.instance.objectNode();
		document.put(format.startsWith("swagger") ? "swagger" : "openapi",
				format.startsWith("swagger") ? "2.0" : "3.0.1");
		ObjectNode info = document.putObject("info").put("version", "1");
		info.put("title", expected.path("displayName").asString("Needed"));
		if (expected.path("description").isString()) {
			info.set("description", expected.path("description"));
		}
		document.putObject("paths")
			.putObject("/things")
			.putObject("get")
			.put("operationId", "things")
			.putObject("responses")
			.putObject("200")
			.put("description", "ok");
		return document.toString();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
