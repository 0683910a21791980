package io.selvage.catalog.entity;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operation of an API.
 *
 * @param api the resource name of the API
 * @param name the resource name
 * @param displayName the name for people
 * @param match which requests it answers
 * @param request the described request as the contract's JSON; missing node if none
 * @param responses the described responses as the contract's JSON; missing node if none
 */
public record Operation(String api, String name, String displayName, Match match, JsonNode request,
		JsonNode responses) {

	/**
	 * Which requests an operation answers.
	 *
	 * @param method the method, or {@code *} for any
	 * @param urlTemplate such as {@code /orders/{id}?q={q}}
	 * @param parameters the parameters of the template
	 */
	public record Match(String method, String urlTemplate, List<TemplateParameter> parameters) {
	}

	/**
	 * A parameter of a URL template.
	 *
	 * @param name its name in braces
	 * @param type the type its author gave it
	 * @param required whether it must be there
	 * @param defaultValue its value when absent, or null
	 * @param values allowed values; empty: any
	 */
	public record TemplateParameter(String name, String type, boolean required, @Nullable String defaultValue,
			List<String> values) {
	}

}
