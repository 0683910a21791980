package io.selvage.catalog.imports;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the URL of the backend in a document: the first https server, else none.
 */
final class ServerUrl {

	private ServerUrl() {
	}

	static @Nullable String of(OpenApiDocument document, @Nullable String source) {
		JsonNode root = document.root();
		List<String> candidates = new ArrayList<>();
		root.path("x-servers").forEach((server) -> candidates.add(url(server, source)));
		if (document.isVersion2()) {
			candidates.addAll(ofVersion2(root, source));
		}
		else {
			root.path("servers").forEach((server) -> candidates.add(url(server, source)));
		}
		return candidates.stream()
			.filter((url) -> url.toLowerCase(Locale.ROOT).startsWith("https://"))
			.findFirst()
			.orElse(document.isVersion2() ? firstHttp(candidates) : null);
	}

	private static @Nullable String firstHttp(List<String> candidates) {
		return candidates.stream()
			.filter((url) -> url.toLowerCase(Locale.ROOT).startsWith("http://"))
			.findFirst()
			.orElse(null);
	}

	private static List<String> ofVersion2(JsonNode root, @Nullable String source) {
		String host = root.path("host").asString("");
		if (host.isEmpty()) {
			return (source != null) ? List.of(resolve(root.path("basePath").asString("/"), source)) : List.of();
		}
		String rest = host + root.path("basePath").asString("");
		String trimmed = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
		List<String> urls = new ArrayList<>();
		root.path("schemes").forEach((scheme) -> urls.add(scheme.asString() + "://" + trimmed));
		if (urls.isEmpty()) {
			urls.add("https://" + trimmed);
		}
		return urls;
	}

	private static String url(JsonNode server, @Nullable String source) {
		String url = server.path("url").asString("");
		for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
			url = url.replace("{" + variable.getKey() + "}", variable.getValue().path("default").asString(""));
		}
		return (url.contains("://") || source == null) ? url : resolve(url, source);
	}

	private static String resolve(String relative, String source) {
		try {
			return new URI(source).resolve(relative).toString();
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return relative;
		}
	}

}
