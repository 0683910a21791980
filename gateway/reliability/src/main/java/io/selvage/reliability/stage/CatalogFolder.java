package io.selvage.reliability.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A catalog in the APIOps layout, written for a gateway to read.
 */
public final class CatalogFolder {

	private final Path folder;

	private CatalogFolder(Path folder) {
		this.folder = folder;
	}

	/**
	 * Creates an empty one.
	 * @param folder where it is written
	 * @return the catalog
	 */
	public static CatalogFolder in(Path folder) {
		return new CatalogFolder(folder);
	}

	/**
	 * Returns where it lies.
	 * @return the folder
	 */
	public Path folder() {
		return this.folder;
	}

	/**
	 * Adds a backend with a URL.
	 * @param id its name
	 * @param port its port on this machine
	 * @return this catalog
	 */
	public CatalogFolder url(String id, int port) {
		return backend(id, """
				{"properties": {"url": "http://127.0.0.1:%d", "protocol": "http"}}
				""".formatted(port));
	}

	/**
	 * Adds a pool of backends with URLs and those backends.
	 * @param id its name
	 * @param ports the ports of its members on this machine
	 * @return this catalog
	 */
	public CatalogFolder poolOfUrls(String id, List<Integer> ports) {
		ports.forEach((port) -> url(id + "-" + port, port));
		return pool(id, ports.stream().map((port) -> id + "-" + port).toList());
	}

	/**
	 * Adds a pool.
	 * @param id its name
	 * @param members the names of its members
	 * @return this catalog
	 */
	public CatalogFolder pool(String id, List<String> members) {
		String services = members.stream()
			.map((member) -> "{\"id\": \"/backends/" + member + "\"}")
			.collect(Collectors.joining(", "));
		return backend(id, """
				{"properties": {"type": "Pool", "pool": {"services": [%s]}}}
				""".formatted(services));
	}

	/**
	 * Adds a Service Fabric backend.
	 * @param id its name
	 * @param service the name of the service
	 * @param namingEndpoint where its cluster is asked
	 * @return this catalog
	 */
	public CatalogFolder fabric(String id, String service, String namingEndpoint) {
		return backend(id, """
				{"properties": {"url": "%s", "protocol": "http", "properties": {"serviceFabricCluster":
				{"managementEndpoints": ["%s"], "maxPartitionResolutionRetries": 5}}}}
				""".formatted(service, namingEndpoint));
	}

	private CatalogFolder backend(String id, String json) {
		write("backends/" + id + "/backendInformation.json", json);
		return this;
	}

	/**
	 * Adds an API that takes every request below its path.
	 * @param path its path
	 * @param inbound statements of its inbound section, which choose the backend
	 * @param backend the statement of its backend section
	 * @return this catalog
	 */
	public CatalogFolder api(String path, String inbound, String backend) {
		write("apis/" + path + "/apiInformation.json", """
				{"properties": {"displayName": "%1$s", "path": "%1$s", "protocols": ["http"],
				"subscriptionRequired": false}}
				""".formatted(path));
		write("apis/" + path + "/policy.xml", """
				<policies>
				  <inbound><base />%s</inbound>
				  <backend>%s</backend>
				  <outbound><base /></outbound>
				  <on-error><base /></on-error>
				</policies>
				""".formatted(inbound, backend));
		String operations = List.of("get", "put", "delete", "post")
			.stream()
			.map((method) -> "    " + method + ":\n      operationId: " + method
					+ "\n      responses: {'200': {description: done}}\n")
			.collect(Collectors.joining());
		write("apis/" + path + "/specification.yaml",
				"openapi: 3.0.1\ninfo: {title: " + path + ", version: '1'}\npaths:\n  /*:\n" + operations);
		return this;
	}

	/**
	 * Adds an API that calls a backend and does nothing else.
	 * @param path its path
	 * @param backendId the backend
	 * @return this catalog
	 */
	public CatalogFolder api(String path, String backendId) {
		return api(path, "<set-backend-service backend-id=\"" + backendId + "\" />", "<base />");
	}

	private void write(String file, String text) {
		try {
			Path path = this.folder.resolve(file);
			Files.createDirectories(path.getParent());
			Files.writeString(path, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
