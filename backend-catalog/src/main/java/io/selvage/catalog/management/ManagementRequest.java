package io.selvage.catalog.management;

import java.util.Map;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.security.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call of the management API whose caller is known.
 *
 * @param method the HTTP method
 * @param origin scheme, host and port the caller used, for links in answers
 * @param path the path
 * @param query the query parameters, names in lower case; of several the first
 * @param headers the header fields that matter
 * @param body the body; a missing node if there is none
 * @param caller who calls
 */
record ManagementRequest(String method, String origin, ManagementPath path, Map<String, String> query, Headers headers,
		JsonNode body, Caller caller) {

	/**
	 * The header fields of a request that matter here.
	 *
	 * @param ifMatch the value of {@code If-Match}, or null
	 * @param ifNoneMatch the value of {@code If-None-Match}, or null
	 * @param accept the value of {@code Accept}, or null
	 */
	record Headers(@Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable String accept) {
	}

	@Nullable String parameter(String name) {
		return this.query.get(name);
	}

	String apiVersion() {
		return this.query.getOrDefault("api-version", "");
	}

	/**
	 * A parameter that is a number.
	 * @param ordinary what it is if it is not given
	 * @param least the least it may be
	 * @throws CatalogException with a validation error if it is none, or less
	 */
	long number(String name, long ordinary, long least) {
		String text = parameter(name);
		if (text == null) {
			return ordinary;
		}
		try {
			long number = Long.parseLong(text.strip());
			if (number >= least) {
				return number;
			}
		}
		catch (NumberFormatException notANumber) {
			// Said below.
		}
		throw new CatalogException(CatalogError.VALIDATION,
				"The parameter " + name + " must be a number from " + least + ", not '" + text + "'.");
	}

	boolean flag(String name) {
		return Boolean.parseBoolean(this.query.get(name));
	}

}
