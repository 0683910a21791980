package io.selvage.fabric.simulator.naming;

import java.util.Arrays;
import java.util.Optional;

/**
 * The errors the REST API answers: code, HTTP status and message. The code is the reason
 * phrase as well.
 */
public enum FabricError {

	/** Unknown path, wrong verb, bad api-version or parameter. */
	INVALID_ARGUMENT(400, "E_INVALIDARG", "Invalid argument"),

	/** A malformed id. */
	INVALID_NAME_URI(400, "FABRIC_E_INVALID_NAME_URI", "Invalid name URI."),

	/** The key does not fit the scheme, or no partition has it. */
	INVALID_PARTITION_KEY(400, "FABRIC_E_INVALID_PARTITION_KEY", "Invalid partition key/ID"),

	/** Another cluster is meant, or the role does not suffice. */
	ACCESS_DENIED(403, "E_ACCESSDENIED", "Access denied."),

	/** No such service. */
	SERVICE_DOES_NOT_EXIST(404, "FABRIC_E_SERVICE_DOES_NOT_EXIST", "Service does not exist."),

	/** No such partition. */
	PARTITION_NOT_FOUND(404, "FABRIC_E_PARTITION_NOT_FOUND",
			"The operation failed because the requested partition does not exist."),

	/** No such application. */
	APPLICATION_NOT_FOUND(404, "FABRIC_E_APPLICATION_NOT_FOUND", "Application not found"),

	/** No such application type. */
	APPLICATION_TYPE_NOT_FOUND(404, "FABRIC_E_APPLICATION_TYPE_NOT_FOUND", "Application type and version not found"),

	/** No such name. */
	NAME_DOES_NOT_EXIST(404, "FABRIC_E_NAME_DOES_NOT_EXIST", "Name does not exist."),

	/** No such property. */
	PROPERTY_DOES_NOT_EXIST(404, "FABRIC_E_PROPERTY_DOES_NOT_EXIST", "Property does not exist."),

	/** The description changed under the caller. */
	SERVICE_METADATA_MISMATCH(409, "FABRIC_E_SERVICE_METADATA_MISMATCH", "Service metadata mismatch."),

	/** The HTTP gateway can't reach the cluster. */
	GATEWAY_NOT_REACHABLE(502, "FABRIC_E_GATEWAY_NOT_REACHABLE", "A communication error caused the operation to fail."),

	/** The partition has no replica to name. */
	SERVICE_OFFLINE(503, "FABRIC_E_SERVICE_OFFLINE", "The operation failed because the service is currently offline."),

	/** The partition is not ready. */
	NOT_READY(503, "FABRIC_E_NOT_READY", "The operation failed because the service is not ready."),

	/** Too many requests. */
	SERVICE_TOO_BUSY(503, "FABRIC_E_SERVICE_TOO_BUSY", "The service is too busy to accept requests at this time."),

	/** The server-side timeout passed. */
	TIMEOUT(504, "FABRIC_E_TIMEOUT", "Operation timed out."),

	/** Naming can't be reached. */
	COMMUNICATION_ERROR(504, "FABRIC_E_COMMUNICATION_ERROR", "A communication error caused the operation to fail."),

	/** Anything else. */
	UNEXPECTED(500, "E_FAIL", "Unspecified error");

	private final int status;

	private final String code;

	private final String message;

	FabricError(int status, String code, String message) {
		this.status = status;
		this.code = code;
		this.message = message;
	}

	public int status() {
		return this.status;
	}

	/**
	 * Returns the code, such as {@code FABRIC_E_SERVICE_OFFLINE}.
	 * @return the code
	 */
	public String code() {
		return this.code;
	}

	public String message() {
		return this.message;
	}

	/**
	 * Finds an error by its code.
	 * @param code the code, exactly
	 * @return the error, if there is one of that code
	 */
	public static Optional<FabricError> of(String code) {
		return Arrays.stream(values()).filter((error) -> error.code.equals(code)).findFirst();
	}

	/** Ends a call with an error; costs no stack trace. */
	static final class Exception extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final FabricError error;

		Exception(FabricError error) {
			super(error.code, null, false, false);
			this.error = error;
		}

		FabricError error() {
			return this.error;
		}

	}

}
