package io.selvage.catalog.imports;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a description says about an API.
 *
 * @param properties properties of the API; what its author gives wins over them
 * @param operations its operations
 * @param schema the schema document its representations refer to, or null
 */
public record ImportedApi(ObjectNode properties, List<Item> operations, @Nullable Item schema) {

	/**
	 * A resource below the API.
	 *
	 * @param name the resource name
	 * @param properties its properties in the form of the contract
	 */
	public record Item(String name, ObjectNode properties) {
	}

}
