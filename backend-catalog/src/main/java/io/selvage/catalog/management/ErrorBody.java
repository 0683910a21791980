package io.selvage.catalog.management;

import java.util.List;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.resource.Violation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Errors in the form of the contract: {@code {"error": {"code", "message", "details":
 * null | [{"code", "target", "message"}]}}}.
 */
final class ErrorBody {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final String SEVERAL = "One or more fields contain incorrect values:";

	private ErrorBody() {
	}

	static ManagementAnswer answer(int status, String code, String message) {
		return ManagementAnswer.of(status, body(code, message, List.of()));
	}

	static ManagementAnswer answer(CatalogException exception) {
		List<Violation> violations = exception.violations();
		// What is wrong with the resource as a whole, such as that it is in use, is the
		// message itself; what is wrong inside it is a detail with its place.
		if (violations.size() == 1
				&& (violations.get(0).target().isEmpty() || exception.error() == CatalogError.NOT_FOUND)) {
			return answer(exception.error().status(), exception.error().code(), violations.get(0).message());
		}
		String message = violations.isEmpty() ? String.valueOf(exception.getMessage()) : SEVERAL;
		return ManagementAnswer.of(exception.error().status(), body(exception.error().code(), message, violations));
	}

	private static ObjectNode body(String code, String message, List<Violation> violations) {
		ObjectNode body = NODES.objectNode();
		ObjectNode error = body.putObject("error");
		error.put("code", code);
		error.put("message", message);
		if (violations.isEmpty()) {
			error.putNull("details");
		}
		else {
			ArrayNode details = error.putArray("details");
			for (Violation violation : violations) {
				ObjectNode detail = details.addObject();
				detail.put("code", violation.code());
				detail.put("target", violation.target());
				detail.put("message", violation.message());
			}
		}
		return body;
	}

}
