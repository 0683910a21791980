package io.selvage.catalog.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A tree on disk that tests write.
 */
record TestTree(Path root) {

	/**
	 * The seed's PUT body as it was published: a text for a flag, a blank behind a name.
	 */
	static final String SEED_BACKEND = """
			{
			  "properties": {
			    "description": "Service Fabric Backend for APIM",
			    "protocol": "http",
			    "url": "fabric:/SFBackendForAPIM/WebAPI_Backend",
			    "resourceId": "https://servicefabricbackend.eastus.cloudapp.azure.com:19080/",
			    "tls": {
			      "validateCertificateChain": "false"
			    },
			    "properties": {
			      "serviceFabricCluster": {
			        "managementEndpoints": [
			          "https://servicefabricbackend.eastus.cloudapp.azure.com:19080"
			        ],
			        "clientCertificatethumbprint": "76E97E3A746CB85AB83E431BDEB01C6DB168244B",
			        "serverCertificateThumbprints": [
			          "76E97E3A746CB85AB83E431BDEB01C6DB168244B"
			        ],
			        "maxPartitionResolutionRetries ": 5
			      }
			    }
			  }
			}
			""";

	/**
	 * The seed's statement: quotes inside the attribute, a blank behind an equals sign.
	 */
	static final String SEED_POLICY = """
			<policies>
			    <inbound>
			        <base />
			        <set-backend-service backend-id="sfbackend" sf-resolve-condition="@((int)context.Response.StatusCode != 200 || context.LastError?.Reason == "BackendConnectionFailure" || context.LastError?.Reason == "Timeout")" sf-listener-name= "HttpServiceEndpoint" />
			    </inbound>
			    <backend><base /></backend>
			    <outbound><base /></outbound>
			    <on-error><base /></on-error>
			</policies>
			""";

	static final String SEED_API = """
			{"properties": {"displayName": "fabric", "path": "fabric", "protocols": ["http", "https"], "subscriptionRequired": false}}
			""";

	static final String SEED_SPECIFICATION = """
			openapi: 3.0.1
			info:
			  title: fabric
			  version: '1'
			paths:
			  /api/values:
			    get:
			      operationId: get-values
			      responses:
			        '200':
			          description: The values
			  /api/values/{id}:
			    get:
			      operationId: get-value
			      parameters:
			        - {name: id, in: path, required: true, schema: {type: integer}}
			      responses:
			        '200':
			          description: One value
			""";

	/** The seed's configuration. */
	static TestTree seed(Path root) {
		return new TestTree(root).write("backends/sfbackend/backendInformation.json", SEED_BACKEND)
			.write("apis/fabric/apiInformation.json", SEED_API)
			.write("apis/fabric/specification.yaml", SEED_SPECIFICATION)
			.write("apis/fabric/policy.xml", SEED_POLICY);
	}

	TestTree write(String file, String text) {
		try {
			Path path = this.root.resolve(file);
			Files.createDirectories(path.getParent());
			Files.writeString(path, text);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	TestTree backend(String name, String url) {
		return write("backends/" + name + "/backendInformation.json",
				"{\"properties\": {\"url\": \"" + url + "\", \"protocol\": \"http\"}}");
	}

	TestTree delete(String file) {
		try {
			Files.delete(this.root.resolve(file));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
