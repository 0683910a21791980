package io.selvage.catalog.management;

import io.selvage.catalog.resource.Resource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a resource as its caller is shown them: a filter over more would tell a
 * secret letter by letter.
 */
final class ShownFields implements ODataFilter.Fields {

	private final ManagementRequest request;

	private final Resource resource;

	/** Written when the first filter asks for more than the name. */
	private @Nullable JsonNode properties;

	ShownFields(ManagementRequest request, Resource resource) {
		this.request = request;
		this.resource = resource;
	}

	@Override
	public String value(String field) {
		if (field.equalsIgnoreCase("name")) {
			return this.resource.name();
		}
		JsonNode shown = this.properties;
		if (shown == null) {
			shown = Representation.properties(this.request, this.resource);
			this.properties = shown;
		}
		return ODataFilter.value(shown, field.replaceFirst("(?i)^properties/", ""));
	}

}
