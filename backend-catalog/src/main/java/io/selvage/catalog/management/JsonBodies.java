package io.selvage.catalog.management;

import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.DocumentException;
import io.selvage.catalog.resource.SourceLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Parses the bodies of calls, as files are parsed: within limits of nesting and lengths,
 * no name twice, and without quoting in errors what may be a secret.
 */
final class JsonBodies {

	private JsonBodies() {
	}

	/**
	 * Parses a body.
	 * @throws MalformedBodyException if it is not JSON or exceeds a limit
	 */
	static JsonNode read(byte[] bytes) {
		if (bytes.length == 0) {
			return MissingNode.getInstance();
		}
		try {
			return ContractJson.parse(bytes);
		}
		catch (DocumentException ex) {
			SourceLocation place = ex.location();
			String where = (place.line() > 0) ? " at line " + place.line() + ", column " + place.column() : "";
			throw new MalformedBodyException("The body is not valid JSON" + where + ": " + ex.getMessage());
		}
	}

}
