package io.selvage.gateway.context;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the API's description says about the messages of an operation: the
 * {@code templateParameters}, {@code request} and {@code responses} of the operation in
 * the contract of Azure API Management. Immutable; made once per catalog change.
 *
 * @param parameters the described parameters of the request
 * @param requestTypes the described media types of the request's body, in lower case
 * @param responses the described responses
 * @param examples examples of responses, in the order of the description
 * @param requestSchemas the schemas of the request's body by media type, in lower case;
 * media types without a schema are missing
 */
public record OperationContract(List<Parameter> parameters, Set<String> requestTypes, List<Response> responses,
		List<Example> examples, Map<String, BodySchema> requestSchemas) {

	/** Nothing is described. */
	public static final OperationContract NONE = new OperationContract(List.of(), Set.of(), List.of(), List.of());

	/**
	 * Creates a contract.
	 * @param parameters the described parameters of the request
	 * @param requestTypes the described media types of the request's body, in lower case
	 * @param responses the described responses
	 * @param examples examples of responses, in the order of the description
	 * @param requestSchemas the schemas of the request's body by media type, in lower
	 * case
	 */
	public OperationContract {
		parameters = List.copyOf(parameters);
		requestTypes = Set.copyOf(requestTypes);
		responses = List.copyOf(responses);
		examples = List.copyOf(examples);
		requestSchemas = Map.copyOf(requestSchemas);
	}

	/**
	 * Creates a contract whose request has no schemas.
	 * @param parameters the described parameters of the request
	 * @param requestTypes the described media types of the request's body, in lower case
	 * @param responses the described responses
	 * @param examples examples of responses, in the order of the description
	 */
	public OperationContract(List<Parameter> parameters, Set<String> requestTypes, List<Response> responses,
			List<Example> examples) {
		this(parameters, requestTypes, responses, examples, Map.of());
	}

	/**
	 * Gives the contract examples of responses.
	 * @param others the examples
	 * @return the same contract with them
	 */
	public OperationContract with(List<Example> others) {
		return new OperationContract(this.parameters, this.requestTypes, this.responses, others, this.requestSchemas);
	}

	/**
	 * Finds the description of a response.
	 * @param statusCode the status code
	 * @return the description, one without headers and media types if there is none
	 */
	public Response response(int statusCode) {
		for (Response response : this.responses) {
			if (response.statusCode() == statusCode) {
				return response;
			}
		}
		return new Response(statusCode, List.of(), Set.of());
	}

	/**
	 * Tells whether a status code is described.
	 * @param statusCode the status code
	 * @return true if there is a response with this code
	 */
	public boolean describes(int statusCode) {
		return this.responses.stream().anyMatch((response) -> response.statusCode() == statusCode);
	}

	/**
	 * Where a parameter stands.
	 */
	public enum Place {

		/** A header line. */
		HEADER,
		/** A query parameter. */
		QUERY,
		/** A segment of the path. */
		PATH;

		/**
		 * Returns the name for people.
		 * @return in lower case
		 */
		public String label() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * A described parameter or response header.
	 *
	 * @param place where it stands
	 * @param name the name; of headers and query parameters without regard to case
	 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean}, or
	 * something else that is not checked
	 * @param required whether it must be there
	 * @param values the values allowed; empty: any
	 */
	public record Parameter(Place place, String name, String type, boolean required, List<String> values) {
	}

	/**
	 * A described response.
	 *
	 * @param statusCode the status code
	 * @param headers its headers
	 * @param types the media types of its body, in lower case
	 * @param schemas the schemas of its body by media type, in lower case; media types
	 * without a schema are missing
	 */
	public record Response(int statusCode, List<Parameter> headers, Set<String> types,
			Map<String, BodySchema> schemas) {

		/**
		 * Creates a response without schemas.
		 * @param statusCode the status code
		 * @param headers its headers
		 * @param types the media types of its body, in lower case
		 */
		public Response(int statusCode, List<Parameter> headers, Set<String> types) {
			this(statusCode, headers, types, Map.of());
		}

	}

	/**
	 * An example of a response, or a sample made from its schema.
	 *
	 * @param statusCode the status code
	 * @param contentType the media type, or null
	 * @param body the body
	 */
	public record Example(int statusCode, @Nullable String contentType, String body) {
	}

}
