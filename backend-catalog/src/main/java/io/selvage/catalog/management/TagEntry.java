package io.selvage.catalog.management;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tag and what has it. Filters name the properties of what has it, or with a slash what
 * is in the entry ({@code tag/name}); it is written once somebody asks.
 */
final class TagEntry implements ODataFilter.Fields {

	private static final Set<String> MEMBERS = Set.of("tag", "api", "product", "operation");

	private final ManagementRequest request;

	private final CatalogSnapshot snapshot;

	private final @Nullable Resource tag;

	private final Resource tagged;

	private final ShownFields fields;

	private @Nullable ObjectNode json;

	TagEntry(ManagementRequest request, CatalogSnapshot snapshot, @Nullable Resource tag, Resource tagged) {
		this.request = request;
		this.snapshot = snapshot;
		this.tag = tag;
		this.tagged = tagged;
		this.fields = new ShownFields(request, tagged);
	}

	@Override
	public String value(String field) {
		int slash = field.indexOf('/');
		boolean inEntry = slash > 0 && MEMBERS.contains(field.substring(0, slash).toLowerCase(Locale.ROOT));
		return inEntry ? ODataFilter.value(json(), field) : this.fields.value(field);
	}

	ObjectNode json() {
		ObjectNode written = this.json;
		if (written == null) {
			written = write();
			this.json = written;
		}
		return written;
	}

	private ObjectNode write() {
		ObjectNode entry = JsonNodeFactory.instance.objectNode();
		if (this.tag != null) {
			entry.putObject("tag").put("id", this.tag.id().path()).put("name", displayName(this.tag));
		}
		ObjectNode shown = entry.putObject(this.tagged.type().entityName().toLowerCase(Locale.ROOT));
		shown.put("id", this.tagged.id().path());
		shown.put("name", displayName(this.tagged));
		if (this.tagged.type() == ResourceType.OPERATIONS) {
			writeOperation(shown);
		}
		else {
			ObjectNode properties = Representation.properties(this.request, this.tagged);
			properties.remove("displayName");
			shown.setAll(properties);
		}
		return entry;
	}

	private void writeOperation(ObjectNode shown) {
		Resource api = this.snapshot.resource(Objects.requireNonNull(this.tagged.id().parent()));
		if (api != null) {
			shown.put("apiName", displayName(api));
			copy(api, shown, "apiRevision");
			copy(api, shown, "apiVersion");
		}
		copy(this.tagged, shown, "description");
		copy(this.tagged, shown, "method");
		copy(this.tagged, shown, "urlTemplate");
	}

	private static void copy(Resource from, ObjectNode to, String property) {
		JsonNode value = from.property(property);
		if (!value.isMissingNode()) {
			to.set(property, value.deepCopy());
		}
	}

	private static String displayName(Resource resource) {
		return resource.property("displayName").asString(resource.name());
	}

}
