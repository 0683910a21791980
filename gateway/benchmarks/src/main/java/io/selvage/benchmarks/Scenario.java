package io.selvage.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the gateway is configured to do with each request.
 */
enum Scenario {

	/** A backend URL, no policy. */
	STATIC("""
			<policies>
			  <inbound><base /></inbound>
			  <backend><base /></backend>
			  <outbound><base /></outbound>
			  <on-error><base /></on-error>
			</policies>
			"""),

	/** Ten statements, two of them with an expression, one branch not taken. */
	TEN_POLICIES(
			"""
					<policies>
					  <inbound>
					    <base />
					    <set-variable name="source" value="@(context.Request.Headers.GetValueOrDefault("X-Request-Source", "none"))" />
					    <set-header name="X-Api" exists-action="override"><value>@(context.Api.Id)</value></set-header>
					    <set-header name="X-Edge" exists-action="skip"><value>selvage</value></set-header>
					    <set-query-parameter name="edge" exists-action="override"><value>1</value></set-query-parameter>
					    <choose>
					      <when condition="@(context.Request.Method == "DELETE")">
					        <return-response><set-status code="405" reason="Method Not Allowed" /></return-response>
					      </when>
					    </choose>
					    <set-header name="X-Remove-Me" exists-action="delete" />
					  </inbound>
					  <backend><base /></backend>
					  <outbound>
					    <base />
					    <set-header name="X-Powered-By" exists-action="delete" />
					    <set-header name="X-Served-By" exists-action="override"><value>selvage</value></set-header>
					    <set-header name="Cache-Control" exists-action="override"><value>no-store</value></set-header>
					    <set-variable name="done" value="true" />
					  </outbound>
					  <on-error><base /></on-error>
					</policies>
					"""),

	/** The seed's policy on a Service Fabric service that is resolved and stays. */
	FABRIC("""
			<policies>
			  <inbound>
			    <base />
			    <set-backend-service backend-id="sfbackend" sf-resolve-condition="@((int)context.Response.StatusCode != 200 || context.LastError?.Reason == "BackendConnectionFailure" || context.LastError?.Reason == "Timeout")" sf-listener-name= "HttpServiceEndpoint" />
			  </inbound>
			  <backend><base /></backend>
			  <outbound><base /></outbound>
			  <on-error><base /></on-error>
			</policies>
			""");

	/** Operations of one API; more operations mean more APIs. */
	private static final int PER_API = 10;

	private final String policy;

	Scenario(String policy) {
		this.policy = policy;
	}

	/**
	 * Writes a catalog in the APIOps layout. The operation that is called stands among
	 * the others.
	 * @param folder where to
	 * @param operations how many operations there are
	 * @param upstreamPort the port of the upstream
	 * @param namingPort the port of the naming service
	 * @throws IOException if writing fails
	 */
	void writeCatalog(Path folder, int operations, int upstreamPort, int namingPort) throws IOException {
		write(folder.resolve("backends/sfbackend/backendInformation.json"),
				"""
						{"properties": {"url": "fabric:/Bench/Service", "protocol": "http", "properties": {"serviceFabricCluster":
						{"managementEndpoints": ["http://127.0.0.1:%d"], "maxPartitionResolutionRetries": 5}}}}
						"""
					.formatted(namingPort));
		writeApi(folder, "bench", 1, upstreamPort);
		write(folder.resolve("apis/bench/policy.xml"), this.policy);
		for (int i = 0; i * PER_API < operations - 1; i++) {
			writeApi(folder, "other-%05d".formatted(i), PER_API, upstreamPort);
		}
	}

	private static void writeApi(Path folder, String id, int operations, int upstreamPort) throws IOException {
		Path api = folder.resolve("apis").resolve(id);
		write(api.resolve("apiInformation.json"), """
				{"properties": {"displayName": "%s", "path": "%s", "protocols": ["http", "https"],
				"serviceUrl": "http://127.0.0.1:%d", "subscriptionRequired": false}}
				""".formatted(id, id, upstreamPort));
		StringBuilder paths = new StringBuilder();
		for (int i = 0; i < operations; i++) {
			paths.append("""
					  /items%d/{id}:
					    get:
					      operationId: get-items%d
					      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
					      responses: {'200': {description: found}}
					""".formatted(i, i));
		}
		write(api.resolve("specification.yaml"),
				"openapi: 3.0.1\ninfo: {title: " + id + ", version: '1'}\npaths:\n" + paths);
	}

	private static void write(Path file, String text) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
