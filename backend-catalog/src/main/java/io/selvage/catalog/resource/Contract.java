package io.selvage.catalog.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads {@code contract.yaml}. Reached through {@link ResourceType} only.
 */
final class Contract {

	private static final Contract INSTANCE = load();

	private final Map<String, Schema> models = new HashMap<>();

	private final Map<String, ResourceType> types = new LinkedHashMap<>();

	private final Map<String, ResourceType> olderNames = new HashMap<>();

	private Contract(JsonNode document) {
		JsonNode modelNodes = document.path("models");
		modelNodes.propertyNames().forEach((model) -> this.models.put(model, new Schema()));
		modelNodes.properties()
			.forEach((model) -> model.getValue()
				.properties()
				.forEach((property) -> schema(model.getKey())
					.add(property(property.getKey(), property.getValue().asString()))));
		JsonNode typeNodes = document.path("types");
		typeNodes.properties().forEach((type) -> addType(type.getKey(), type.getValue()));
		for (JsonNode root : document.path("workspaceTypes")) {
			String path = root.asString();
			typeNodes.properties().forEach((type) -> {
				if (type.getKey().equals(path) || type.getKey().startsWith(path + "/")) {
					addType("workspaces/" + type.getKey(), type.getValue());
				}
			});
		}
	}

	static Map<String, ResourceType> types() {
		return Collections.unmodifiableMap(INSTANCE.types);
	}

	static Map<String, ResourceType> olderNames() {
		return INSTANCE.olderNames;
	}

	private static Contract load() {
		try (InputStream stream = Contract.class.getResourceAsStream("contract.yaml")) {
			return new Contract(new YAMLMapper().readTree(stream));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Schema schema(String model) {
		Schema schema = this.models.get(model);
		if (schema == null) {
			throw new IllegalStateException("contract.yaml: no model " + model);
		}
		return schema;
	}

	private void addType(String path, JsonNode node) {
		int slash = path.lastIndexOf('/');
		String above = (slash < 0) ? "" : path.substring(0, slash).toLowerCase(Locale.ROOT);
		ResourceType parent = this.types.get(above);
		if (parent == null && slash >= 0) {
			throw new IllegalStateException("contract.yaml: " + path + " stands before its parent");
		}
		ResourceType type = new ResourceType(path, parent, new ResourceType.Definition(node.path("entity").asString(),
				NameRule.parse(node.path("name").asString()), schema(node.path("model").asString())));
		this.types.put(path.toLowerCase(Locale.ROOT), type);
		String formerly = node.path("formerly").asString("");
		if (!formerly.isEmpty()) {
			this.olderNames.put(above.isEmpty() ? formerly : above + "/" + formerly, type);
		}
	}

	private Property property(String name, String specification) {
		String[] words = specification.split(" ");
		Set<Property.Trait> traits = EnumSet.noneOf(Property.Trait.class);
		Range range = Range.ANY;
		List<String> values = new ArrayList<>();
		Pattern pattern = null;
		String initial = null;
		String reference = null;
		Property.FormerName formerly = null;
		for (int i = 1; i < words.length; i++) {
			String word = words[i];
			Property.Trait trait = trait(word);
			String value = word.substring(word.indexOf('=') + 1);
			if (trait != null) {
				traits.add(trait);
			}
			else if (word.startsWith("enum=")) {
				values.addAll(List.of(value.split("\\|")));
			}
			else if (word.startsWith("pattern=")) {
				pattern = Pattern.compile(value);
			}
			else if (word.startsWith("default=")) {
				initial = value;
			}
			else if (word.startsWith("ref=")) {
				reference = value;
			}
			else if (word.startsWith("was=")) {
				formerly = new Property.FormerName(value.substring(0, value.indexOf(':')),
						value.substring(value.indexOf(':') + 1));
			}
			else {
				range = Range.parse(word);
			}
		}
		boolean open = values.remove("*");
		return new Property(name, type(words[0]), traits,
				new Property.Bounds(range, List.copyOf(values), open, pattern, initial), reference, formerly);
	}

	private static Property.@Nullable Trait trait(String word) {
		return switch (word) {
			case "required" -> Property.Trait.REQUIRED;
			case "readonly" -> Property.Trait.READ_ONLY;
			case "writeonly" -> Property.Trait.WRITE_ONLY;
			case "secret" -> Property.Trait.SECRET;
			case "secret-if-marked" -> Property.Trait.SECRET_IF_MARKED;
			case "sensitive" -> Property.Trait.SENSITIVE;
			case "null" -> Property.Trait.NULL_WHEN_UNSET;
			case "immutable" -> Property.Trait.IMMUTABLE;
			default -> null;
		};
	}

	private ValueType type(String text) {
		if (text.endsWith("[]")) {
			return new ValueType.ListOf(type(text.substring(0, text.length() - 2)));
		}
		if (text.endsWith("{}")) {
			return new ValueType.MapOf(type(text.substring(0, text.length() - 2)));
		}
		return switch (text) {
			case "string", "integer", "number", "boolean", "duration", "datetime", "any" ->
				ValueType.Scalar.valueOf(text.toUpperCase(Locale.ROOT));
			default -> new ValueType.Structure(text, schema(text));
		};
	}

}
