package io.selvage.gateway.error;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * The JSON body of an error, as Azure API Management writes it: one line,
 * <code>{ "statusCode": 404, "message": "Resource not found" }</code>.
 */
public final class ErrorBody {

	/** The message of an error nobody outside should know more about. */
	static final String INTERNAL = "Internal server error";

	private static final String NOT_FOUND = "Resource not found";

	private ErrorBody() {
	}

	/**
	 * The answer for a path or method that belongs to no operation.
	 * @return a new response of status 404
	 */
	public static GatewayResponse notFound() {
		return response(404, null, NOT_FOUND, null);
	}

	/**
	 * The answer for a request that cannot be accepted.
	 * @param status the status
	 * @param message what is wrong with it
	 * @return a new response
	 */
	public static GatewayResponse refused(int status, String message) {
		return response(status, null, message, null);
	}

	/**
	 * The answer for a failure inside.
	 * @param activityId what the log names the request by
	 * @return a new response of status 500
	 */
	public static GatewayResponse internal(UUID activityId) {
		return response(500, null, INTERNAL, activityId);
	}

	static GatewayResponse response(int status, @Nullable String reasonPhrase, String message,
			@Nullable UUID activityId) {
		StringBuilder json = new StringBuilder(96).append("{ \"statusCode\": ")
			.append(status)
			.append(", \"message\": \"");
		json.append(JsonStringEncoder.getInstance().quoteAsCharArray(message)).append('"');
		if (activityId != null) {
			json.append(", \"activityId\": \"").append(activityId).append('"');
		}
		byte[] body = json.append(" }").toString().getBytes(StandardCharsets.UTF_8);
		ListHeaders headers = new ListHeaders();
		headers.add("Content-Type", "application/json");
		return new GatewayResponse(status, (reasonPhrase != null) ? reasonPhrase : reason(status), headers,
				MessageBody.of(body));
	}

	private static String reason(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		return (known != null) ? known.getReasonPhrase() : "";
	}

}
