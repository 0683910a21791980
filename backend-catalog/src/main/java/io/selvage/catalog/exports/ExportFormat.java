package io.selvage.catalog.exports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What an API can be exported as. The names are those of the contract's
 * {@code ExportFormat}, the names of results those of {@code ExportResultFormat}; tools
 * of older api-versions ask by the latter, too.
 */
public enum ExportFormat {

	/** OpenAPI 3.0 in YAML. */
	OPENAPI("openapi-link", "openapi-link", "yaml", "application/yaml"),
	/** OpenAPI 3.0 in JSON. */
	OPENAPI_JSON("openapi+json-link", "openapi+json-link", "json", "application/json"),
	/** Swagger 2.0 in JSON. */
	SWAGGER("swagger-link", "swagger-link-json", "json", "application/json"),
	/** The WSDL a SOAP API was imported from. */
	WSDL("wsdl-link", "wsdl-link+xml", "wsdl", "text/xml"),
	/** WADL. */
	WADL("wadl-link", "wadl-link-json", "wadl", "application/vnd.sun.wadl+xml");

	private final String text;

	private final String result;

	private final String extension;

	private final String mediaType;

	ExportFormat(String text, String result, String extension, String mediaType) {
		this.text = text;
		this.result = result;
		this.extension = extension;
		this.mediaType = mediaType;
	}

	/**
	 * Finds a format.
	 * @param text its name or that of its result, in any case
	 * @return the format, or null if there is none
	 */
	public static @Nullable ExportFormat find(String text) {
		String wanted = text.strip().toLowerCase(Locale.ROOT);
		return Arrays.stream(values())
			.filter((format) -> List.of(format.text, format.result).contains(wanted))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Lists the names.
	 * @return all names, for a message
	 */
	public static String names() {
		return Arrays.stream(values()).map(ExportFormat::text).collect(Collectors.joining(", "));
	}

	/**
	 * Returns the name a caller asks by.
	 * @return for example {@code swagger-link}
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Returns the name an answer has.
	 * @return for example {@code swagger-link-json}
	 */
	public String result() {
		return this.result;
	}

	/**
	 * Returns the ending of a file's name.
	 * @return for example {@code yaml}
	 */
	public String extension() {
		return this.extension;
	}

	/**
	 * Returns the media type of the document, which is always in UTF-8.
	 * @return for example {@code application/json}
	 */
	public String mediaType() {
		return this.mediaType;
	}

}
