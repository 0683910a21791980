package io.selvage.catalog.directory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.selvage.catalog.resource.DocumentException;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.SourceLocation;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The properties that {@code configuration.<environment>.yaml} gives to resources of the
 * tree.
 *
 * @param file the file
 * @param properties overriding properties by resource
 * @param violations what is wrong with the file
 */
record ConfigurationOverrides(String file, Map<ResourceId, JsonNode> properties, List<Violation> violations) {

	/** No file. */
	static final ConfigurationOverrides NONE = new ConfigurationOverrides("", Map.of(), List.of());

	private static final Pattern TOKEN = Pattern.compile("\\{#([^#{}]+)#}");

	/**
	 * Reads the file.
	 * @param artifact the file
	 * @param tokens gives the value of a token such as {@code {#NAME#}}, or null
	 * @return its overrides
	 */
	static ConfigurationOverrides read(Artifact artifact, Function<String, @Nullable String> tokens) {
		Map<ResourceId, JsonNode> properties = new LinkedHashMap<>();
		List<Violation> violations = new ArrayList<>();
		try {
			String text = replaceTokens(artifact, tokens, violations);
			JsonNode root = new Artifact(artifact.file(), text.getBytes(StandardCharsets.UTF_8)).yaml();
			collect(null, root, properties);
		}
		catch (DocumentException ex) {
			violations
				.add(Violation.error(null, "", String.valueOf(ex.getMessage())).at(ex.location().in(artifact.file())));
		}
		return new ConfigurationOverrides(artifact.file(), Map.copyOf(properties), List.copyOf(violations));
	}

	private static String replaceTokens(Artifact artifact, Function<String, @Nullable String> tokens,
			List<Violation> violations) {
		String text = artifact.text();
		Matcher matcher = TOKEN.matcher(text);
		StringBuilder replaced = new StringBuilder();
		while (matcher.find()) {
			String value = tokens.apply(matcher.group(1).strip());
			if (value == null) {
				violations.add(
						Violation
							.error(null, matcher.group(),
									"The token has no value: set an environment variable named "
											+ matcher.group(1).strip() + ".")
							.at(SourceLocation.of(text, matcher.start()).in(artifact.file())));
				value = "";
			}
			matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
		}
		matcher.appendTail(replaced);
		return replaced.toString();
	}

	private static void collect(@Nullable ResourceId parent, JsonNode node, Map<ResourceId, JsonNode> into) {
		node.properties().forEach((entry) -> {
			ResourceType type = Layout.collection(parent, entry.getKey());
			if (type == null || !entry.getValue().isArray()) {
				return;
			}
			for (JsonNode item : entry.getValue()) {
				String name = item.path("name").asString("");
				if (!name.isEmpty()) {
					ResourceId id = (parent != null) ? parent.child(type.collection(), name)
							: ResourceId.of(type, name);
					if (item.path("properties").isObject()) {
						into.put(id, item.path("properties"));
					}
					collect(id, item, into);
				}
			}
		});
	}

}
