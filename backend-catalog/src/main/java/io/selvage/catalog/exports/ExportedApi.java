package io.selvage.catalog.exports;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An API with all that its description tells.
 *
 * @param resource the API
 * @param address where it is served
 * @param operations its operations
 * @param schemas the schema resources that representations refer to
 * @param tagDescriptions what its tags mean
 */
public record ExportedApi(Resource resource, PublicAddress address, List<Operation> operations,
		Collection<Resource> schemas, Collection<Resource> tagDescriptions) {

	/**
	 * Collects an API.
	 * @param snapshot where it is
	 * @param api the API, of the service or of a workspace
	 * @param tags finds the names of the tags of an operation
	 * @param gatewayUrl the URL of the gateway without a slash at its end; null if
	 * unknown: then addresses are relative
	 * @return the API
	 */
	public static ExportedApi of(CatalogSnapshot snapshot, Resource api, Function<Resource, List<String>> tags,
			@Nullable String gatewayUrl) {
		List<Operation> operations = below(snapshot, api.id(), "operations").stream()
			.map((operation) -> new Operation(operation.name(), operation.view(), tags.apply(operation)))
			.toList();
		return new ExportedApi(api, PublicAddress.of(snapshot, api, gatewayUrl), operations,
				below(snapshot, api.id(), "schemas"), below(snapshot, api.id(), "tagDescriptions"));
	}

	private static Collection<Resource> below(CatalogSnapshot snapshot, ResourceId api, String collection) {
		return snapshot.resources(Objects.requireNonNull(ResourceType.find(api.type(), collection)), api);
	}

	JsonNode properties() {
		return this.resource.view();
	}

	String text(String property) {
		return this.resource.property(property).asString("");
	}

	/** What the API speaks: {@code http} unless it says otherwise. */
	String type() {
		String type = text("type");
		return type.isEmpty() ? "http" : type;
	}

	/**
	 * An operation.
	 *
	 * @param name the resource name
	 * @param properties its properties
	 * @param tags the names of its tags
	 */
	public record Operation(String name, JsonNode properties, List<String> tags) {

		String text(String property) {
			return this.properties.path(property).asString("");
		}

	}

}
