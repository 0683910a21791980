package io.selvage.gateway.policy.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The definitions a schema of the catalog consists of: every place a reference leads to
 * is one, in the document itself or in another schema of the catalog, which references
 * call {@code /schemas/id}. Nothing outside of the catalog is read.
 */
final class StoredDefinitions implements SchemaSource {

	private static final String PREFIX = "s";

	private final Function<String, @Nullable StoredSchema> schemas;

	private final List<Place> places = new ArrayList<>();

	private final Map<Place, String> names = new HashMap<>();

	StoredDefinitions(StoredSchema.Json root, Function<String, @Nullable StoredSchema> schemas) {
		this.schemas = schemas;
		Place all = new Place(root, JsonPointer.empty());
		this.names.put(all, named(all));
	}

	String root() {
		return PREFIX + 0;
	}

	@Override
	public JsonNode of(String name) {
		return place(name).node();
	}

	@Override
	public String title(String name) {
		Place place = place(name);
		return place.schema().id() + (place.pointer().matches() ? "" : "#" + place.pointer());
	}

	@Override
	public @Nullable String target(String from, String reference) {
		StoredSchema.Json here = place(from).schema();
		SchemaReference to = SchemaReference.of(reference);
		StoredSchema.Json schema = isSame(here, to.document()) ? here : other(to.document());
		JsonPointer pointer = (schema != null) ? pointer(schema, to.fragment()) : null;
		if (schema == null || pointer == null) {
			return null;
		}
		Place place = new Place(schema, pointer);
		return this.names.computeIfAbsent(place, this::named);
	}

	private String named(Place place) {
		this.places.add(place);
		return PREFIX + (this.places.size() - 1);
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

	private static @Nullable JsonPointer pointer(StoredSchema.Json schema, String fragment) {
		if (fragment.isEmpty() || fragment.equals("/")) {
			return JsonPointer.empty();
		}
		if (!fragment.startsWith("/")) {
			return anchor(schema.document(), fragment, JsonPointer.empty());
		}
		JsonPointer pointer = JsonPointer.compile(fragment);
		return schema.document().at(pointer).isMissingNode() ? null : pointer;
	}

	/** {@code $anchor}, or its forms of earlier drafts. */
	private static @Nullable JsonPointer anchor(JsonNode node, String name, JsonPointer pointer) {
		if (node.isObject() && (name.equals(node.path("$anchor").asString(""))
				|| ("#" + name).equals(node.path("$id").asString(node.path("id").asString(""))))) {
			return pointer;
		}
		for (int i = 0; node.isArray() && i < node.size(); i++) {
			JsonPointer found = anchor(node.get(i), name, pointer.appendIndex(i));
			if (found != null) {
				return found;
			}
		}
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			JsonPointer found = anchor(member.getValue(), name, pointer.appendProperty(member.getKey()));
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private record Place(StoredSchema.Json schema, JsonPointer pointer) {

		JsonNode node() {
			return this.schema.document().at(this.pointer);
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
