package io.selvage.catalog.management;

import io.selvage.catalog.resource.Resource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a resource as its caller is shown them: a filter over more would tell a
 * secret letter by letter.
 */
final class ShownFields implements ODataFilter.Fields {

	/** Some clients name properties by their place in the resource. */
	private static final String PREFIX = "properties/";

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
		boolean prefixed = field.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
		return ODataFilter.value(shown, prefixed ? field.substring(PREFIX.length()) : field);
	}

}
