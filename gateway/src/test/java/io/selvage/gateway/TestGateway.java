package io.selvage.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.Changes;
import io.selvage.catalog.EntityValidator;
import io.selvage.catalog.Layer;
import io.selvage.catalog.ReferencedValues;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole gateway on ephemeral ports, with a catalog tests write to.
 */
public final class TestGateway implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private TestGateway(ConfigurableApplicationContext context) {
		this.context = context;
	}

	public static TestGateway start(String... properties) {
		return start(List.of(), properties);
	}

	public static TestGateway start(List<Class<?>> more, String... properties) {
		Map<String, String> settings = new LinkedHashMap<>(Map.of("server.port", "0", "management.server.port", "0",
				"server.address", "127.0.0.1", "management.server.address", "127.0.0.1", "server.shutdown", "immediate",
				"selvage.listener.drain-notice", "0s", "spring.main.register-shutdown-hook", "false",
				"selvage.catalog.store.type", "none"));
		for (String property : properties) {
			int equals = property.indexOf('=');
			settings.put(property.substring(0, equals), property.substring(equals + 1));
		}
		List<String> arguments = new ArrayList<>();
		settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class);
		more.forEach(builder::sources);
		return new TestGateway(builder.run(arguments.toArray(String[]::new)));
	}

	public int port() {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	public int managementPort() {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.management.port"));
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Writes resources to the catalog.
	 * @param resources path and properties in turn
	 */
	public void put(String... resources) {
		Changes changes = Changes.to(Layer.STORE);
		for (int i = 0; i < resources.length; i += 2) {
			ResourceId id = ResourceId.parse(resources[i]);
			changes.put(new Resource(id, (ObjectNode) JSON.readTree(resources[i + 1])));
		}
		bean(Catalog.class).apply(changes);
	}

	/**
	 * Writes an API at a path with one operation and a policy.
	 */
	public void api(String name, String path, String serviceUrl, String policy) {
		put("/apis/" + name,
				"{\"path\":\"" + path + "\",\"displayName\":\"" + name
						+ "\",\"protocols\":[\"http\"],\"subscriptionRequired\":false"
						+ ((serviceUrl != null) ? ",\"serviceUrl\":\"" + serviceUrl + "\"" : "") + "}",
				"/apis/" + name + "/operations/any",
				"{\"displayName\":\"any\",\"method\":\"*\",\"urlTemplate\":\"/*\"}");
		if (policy != null) {
			put("/apis/" + name + "/policies/policy", "{\"format\":\"rawxml\",\"value\":" + quoted(policy) + "}");
		}
	}

	public static String quoted(String text) {
		return JSON.writeValueAsString(text);
	}

	public URI uri(String path) {
		return URI.create("http://127.0.0.1:" + port() + path);
	}

	public HttpResponse<String> get(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return send(request.build());
	}

	public HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public static Map<?, ?> json(String text) {
		return JSON.readValue(text, Map.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application with an empty catalog.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	public static class Application {

		@Bean
		Catalog catalog(ObjectProvider<EntityValidator> validators, ReferencedValues vaults) {
			return new Catalog(validators.orderedStream().toList(), vaults);
		}

	}

}
