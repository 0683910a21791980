package io.selvage.catalog.exports;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.DocumentException;
import io.selvage.catalog.resource.Resource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of an API in one document. They come from several resources, in which the
 * same name may mean different things: then the later one gets another name.
 */
final class SchemaSet {

	private final ObjectNode written = JsonNodeFactory.instance.objectNode();

	/** Names in the document by the name of the resource and the name there. */
	private final Map<String, Map<String, String>> names = new HashMap<>();

	private final String prefix;

	SchemaSet(Collection<Resource> resources, boolean version2) {
		this.prefix = version2 ? "#/definitions/" : "#/components/schemas/";
		SchemaWriter writer = new SchemaWriter(version2);
		for (Resource resource : resources) {
			JsonNode schemas = schemas(resource.property("document"));
			Map<String, String> own = new HashMap<>();
			this.names.put(resource.name().toLowerCase(Locale.ROOT), own);
			schemas.properties().forEach((schema) -> own.put(schema.getKey(), free(schema, resource.name())));
			schemas.properties()
				.forEach((schema) -> this.written.set(own.getOrDefault(schema.getKey(), schema.getKey()),
						writer.write(schema.getValue(), (reference) -> reference(reference, own))));
		}
	}

	private String free(Map.Entry<String, JsonNode> schema, String resource) {
		String name = schema.getKey();
		for (int i = 0; this.written.has(name) && !this.written.path(name).equals(schema.getValue()); i++) {
			name = schema.getKey() + "-" + resource + ((i == 0) ? "" : "-" + i);
		}
		return name;
	}

	/** A document, or the text of one; what holds no named schemas holds nothing here. */
	private static JsonNode schemas(JsonNode document) {
		JsonNode tree = document;
		if (document.path("value").isString()) {
			try {
				tree = ContractJson.parse(document.path("value").stringValue());
			}
			catch (DocumentException ex) {
				return MissingNode.getInstance();
			}
		}
		JsonNode components = tree.path("components").path("schemas");
		return components.isObject() ? components : tree.path("definitions");
	}

	/** The named schemas of the document. */
	ObjectNode all() {
		return this.written;
	}

	/**
	 * The schema of a representation: a reference, or what a form must have; empty if the
	 * representation says nothing.
	 */
	ObjectNode of(JsonNode representation) {
		String type = representation.path("typeName").asString("");
		String name = type.isEmpty() ? null : find(representation.path("schemaId").asString(""), type);
		ObjectNode schema = JsonNodeFactory.instance.objectNode();
		if (name != null) {
			schema.put("$ref", this.prefix + escape(name));
		}
		else if (!representation.path("formParameters").isEmpty()) {
			schema.put("type", "object");
			for (JsonNode parameter : representation.path("formParameters")) {
				String field = parameter.path("name").asString("");
				ObjectNode property = ParameterWriter.schema(parameter);
				if (parameter.path("description").isString()) {
					property.put("description", parameter.path("description").stringValue());
				}
				schema.withObject("/properties").set(field, property);
				if (parameter.path("required").asBoolean(false)) {
					schema.withArray("/required").add(field);
				}
			}
		}
		return schema;
	}

	private @Nullable String find(String schemaId, String type) {
		Map<String, String> own = this.names.get(schemaId.toLowerCase(Locale.ROOT));
		if (own != null && own.containsKey(type)) {
			return own.get(type);
		}
		return this.names.values()
			.stream()
			.filter((each) -> schemaId.isEmpty() && each.containsKey(type))
			.map((each) -> each.get(type))
			.findFirst()
			.orElse(null);
	}

	/** A reference between schemas as the document writes it. */
	private String reference(String reference, Map<String, String> own) {
		for (String known : new String[] { "#/components/schemas/", "#/definitions/" }) {
			if (reference.startsWith(known)) {
				String rest = reference.substring(known.length());
				int slash = rest.indexOf('/');
				String token = (slash < 0) ? rest : rest.substring(0, slash);
				String name = unescape(token);
				String renamed = own.getOrDefault(name, name);
				return this.prefix + (renamed.equals(name) ? token : escape(renamed))
						+ ((slash < 0) ? "" : rest.substring(slash));
			}
		}
		return reference;
	}

	private static String escape(String name) {
		return URLEncoder.encode(name.replace("~", "~0").replace("/", "~1"), StandardCharsets.UTF_8)
			.replace("+", "%20")
			.replace("%7E", "~");
	}

	private static String unescape(String token) {
		try {
			return URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8)
				.replace("~1", "/")
				.replace("~0", "~");
		}
		catch (IllegalArgumentException malformed) {
			return token;
		}
	}

}
