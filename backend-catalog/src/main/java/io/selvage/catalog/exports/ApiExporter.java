package io.selvage.catalog.exports;

import java.util.List;

import io.selvage.catalog.CatalogException;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.Violation;

/**
 * Exports an API. What is written as OpenAPI can be imported again with the same
 * operations: the names of operations are written as their ids, display names as
 * summaries.
 */
public final class ApiExporter {

	private static final String WSDL = "application/vnd.ms-azure-apim.wsdl+xml";

	private ApiExporter() {
	}

	/**
	 * Writes an API.
	 * @param api the API
	 * @param format as what
	 * @return the document
	 * @throws CatalogException if the API can't be written so
	 */
	public static String write(ExportedApi api, ExportFormat format) {
		if (format == ExportFormat.WSDL) {
			return wsdl(api);
		}
		if (!List.of("http", "soap").contains(api.type())) {
			throw refusal(api, "An API of type '" + api.type() + "' has no export as '" + format.text()
					+ "'; its own description is among its schemas.");
		}
		return switch (format) {
			case SWAGGER -> DocumentWriter.version2(api).toPrettyString();
			case OPENAPI_JSON -> DocumentWriter.version3(api).toPrettyString();
			case WADL -> WadlWriter.write(api);
			default -> YamlText.of(DocumentWriter.version3(api));
		};
	}

	private static String wsdl(ExportedApi api) {
		for (Resource schema : api.schemas()) {
			String text = schema.property("document").path("value").asString("");
			if (schema.property("contentType").asString("").equals(WSDL) && !text.isEmpty()) {
				return text;
			}
		}
		throw refusal(api,
				"The API was not imported from a WSDL, so that it has none; it can be exported in another format.");
	}

	private static CatalogException refusal(ExportedApi api, String message) {
		return new CatalogException(List.of(Violation.error(api.resource().id(), "format", message)));
	}

}
