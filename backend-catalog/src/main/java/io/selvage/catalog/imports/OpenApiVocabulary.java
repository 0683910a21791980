package io.selvage.catalog.imports;

import java.util.Set;

/**
 * Words of OpenAPI documents that import and export must agree on.
 */
public final class OpenApiVocabulary {

	/** The methods an operation of OpenAPI can have, in lower case. */
	public static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch",
			"trace");

	/**
	 * Paths that may have a query (an extension of AutoRest that API Management imports).
	 */
	public static final String PATHS = "x-ms-paths";

	/**
	 * Operations of a path with other methods, by method: what OpenAPI 3.2 calls
	 * {@code additionalOperations}, as Microsoft's library writes it in older versions.
	 */
	public static final String OTHER_METHODS = "x-oai-additionalOperations";

	/**
	 * False at a required query parameter that is no part of the URL template: requests
	 * without it are answered by the operation, too.
	 */
	public static final String IN_URL_TEMPLATE = "x-selvage-in-url-template";

	/**
	 * The type of a parameter as its author named it, where OpenAPI has no type of that
	 * name: then {@code type} is {@code string}.
	 */
	public static final String TYPE = "x-selvage-type";

	private OpenApiVocabulary() {
	}

}
