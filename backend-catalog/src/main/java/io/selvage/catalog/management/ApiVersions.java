package io.selvage.catalog.management;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The {@code api-version} that every call must name: any since 2017-03-01 is served.
 */
final class ApiVersions {

	private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-preview)?");

	private static final String OLDEST = "2017-03-01";

	private ApiVersions() {
	}

	/**
	 * Refuses a call without a usable version.
	 * @return the refusal, or null
	 */
	static @Nullable ManagementAnswer refusal(String apiVersion) {
		if (apiVersion.isEmpty()) {
			return ErrorBody.answer(400, "MissingApiVersionParameter",
					"The api-version query parameter (?api-version=) is required for all requests.");
		}
		if (!FORM.matcher(apiVersion).matches() || apiVersion.compareTo(OLDEST) < 0) {
			return ErrorBody.answer(400, "InvalidApiVersionParameter", "The api-version '" + apiVersion
					+ "' is invalid. Versions since " + OLDEST + " are supported, in the form yyyy-MM-dd.");
		}
		return null;
	}

}
