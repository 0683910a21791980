package io.selvage.fabric.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plain client for tests.
 */
public record Http(HttpClient client) {

	public static Http plain() {
		return new Http(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
	}

	public HttpResponse<String> get(URI base, String pathAndQuery) {
		return send(HttpRequest.newBuilder(URI.create(base + pathAndQuery)).build());
	}

	public JsonNode json(URI base, String pathAndQuery) {
		HttpResponse<String> response = get(base, pathAndQuery);
		if (response.statusCode() != 200) {
			throw new AssertionError(pathAndQuery + " -> " + response.statusCode() + " " + response.body());
		}
		return JsonMapper.shared().readTree(response.body());
	}

	public HttpResponse<String> post(URI base, String pathAndQuery, String body) {
		return send(HttpRequest.newBuilder(URI.create(base + pathAndQuery))
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	public HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
