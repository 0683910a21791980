package io.selvage.gateway.policy.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The definitions a schema of the catalog consists of: every place a reference leads to
 * is one, in the document itself or in another schema of the catalog, which references
 * call {@code /schemas/id}. Nothing outside of the catalog is read.
 */
final class StoredDefinitions implements SchemaSource {

	private static final String PREFIX = "s";

	private final Function<String, @Nullable StoredSchema> schemas;

	private final List<Place> places = new ArrayList<>();

	StoredDefinitions(StoredSchema.Json root, Function<String, @Nullable StoredSchema> schemas) {
		this.schemas = schemas;
		this.places.add(new Place(root, ""));
	}

	/** Names of definitions become parts of references, so they are plain. */
	String root() {
		return PREFIX + 0;
	}

	@Override
	public JsonNode of(String name) {
		return place(name).node();
	}

	@Override
	public @Nullable Target target(String from, String reference) {
		StoredSchema.Json here = place(from).schema();
		int hash = reference.indexOf('#');
		String document = ((hash < 0) ? reference : reference.substring(0, hash)).strip();
		StoredSchema.Json schema = isSame(here, document) ? here : other(document);
		String pointer = (schema != null) ? pointer(schema, (hash < 0) ? "" : reference.substring(hash + 1)) : null;
		if (schema == null || pointer == null) {
			return null;
		}
		Place place = new Place(schema, pointer);
		int index = this.places.indexOf(place);
		if (index < 0) {
			index = this.places.size();
			this.places.add(place);
		}
		return new Target(PREFIX + index, "");
	}

	private Place place(String name) {
		return this.places.get(Integer.parseInt(name.substring(PREFIX.length())));
	}

	private static boolean isSame(StoredSchema.Json here, String document) {
		String id = here.document().path("$id").asString(here.document().path("id").asString(""));
		return document.isEmpty() || document.equals(id) || (document + "#").equals(id);
	}

	private StoredSchema.@Nullable Json other(String document) {
		if (document.contains(":")) {
			return null;
		}
		String id = document.substring(document.lastIndexOf('/') + 1);
		return (this.schemas.apply(id) instanceof StoredSchema.Json json) ? json : null;
	}

	private static @Nullable String pointer(StoredSchema.Json schema, String fragment) {
		String decoded = fragment;
		try {
			decoded = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException malformed) {
			// A percent sign that escapes nothing stands for itself.
		}
		if (decoded.isEmpty() || decoded.equals("/")) {
			return "";
		}
		if (!decoded.startsWith("/")) {
			return anchor(schema.document(), decoded, "");
		}
		return new Place(schema, decoded).node().isMissingNode() ? null : decoded;
	}

	/** {@code $anchor}, or its forms of earlier drafts. */
	private static @Nullable String anchor(JsonNode node, String name, String pointer) {
		if (node.isObject() && (name.equals(node.path("$anchor").asString(""))
				|| ("#" + name).equals(node.path("$id").asString(node.path("id").asString(""))))) {
			return pointer;
		}
		if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				String found = anchor(node.get(i), name, pointer + "/" + i);
				if (found != null) {
					return found;
				}
			}
		}
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			String token = member.getKey().replace("~", "~0").replace("/", "~1");
			String found = anchor(member.getValue(), name, pointer + "/" + token);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private record Place(StoredSchema.Json schema, String pointer) {

		JsonNode node() {
			try {
				return this.schema.document().at(JsonPointer.compile(this.pointer));
			}
			catch (IllegalArgumentException malformed) {
				return MissingNode.getInstance();
			}
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Place place && this.schema.id().equals(place.schema.id())
					&& this.pointer.equals(place.pointer);
		}

		@Override
		public int hashCode() {
			return this.pointer.hashCode();
		}

	}

}
