package io.selvage.fabric.naming;

import java.util.Locale;

import io.selvage.fabric.FabricException;

/**
 * The one table from what a cluster answers to the type of error: first by its code, else
 * by the HTTP status.
 */
final class NamingErrors {

	private static final int MAX_MESSAGE = 300;

	private NamingErrors() {
	}

	static FabricException read(int status, String reason, byte[] body) {
		if (body.length == 0) {
			return withoutBody(status, reason);
		}
		String code;
		String message;
		try {
			Fields error = Fields.of(body).object("Error");
			code = error.text("Code");
			message = printable(error.text("Message", ""));
		}
		catch (FabricException.InvalidAnswer ex) {
			return foreign(status);
		}
		return byCode(code, status, message.isEmpty() ? code + " (HTTP " + status + ")" : message + " (" + code + ")");
	}

	private static FabricException byCode(String code, int status, String message) {
		return switch (code) {
			case "FABRIC_E_SERVICE_DOES_NOT_EXIST" -> new FabricException.ServiceDoesNotExist(code, message);
			case "FABRIC_E_PARTITION_NOT_FOUND" -> new FabricException.PartitionDoesNotExist(code, message);
			case "FABRIC_E_APPLICATION_NOT_FOUND" -> new FabricException.ApplicationDoesNotExist(code, message);
			case "FABRIC_E_INVALID_PARTITION_KEY" -> new FabricException.InvalidPartitionKey(message);
			case "FABRIC_E_INVALID_NAME_URI" -> new FabricException.InvalidName(message);
			case "E_ACCESSDENIED" -> new FabricException.AccessDenied(message);
			case "FABRIC_E_SERVICE_METADATA_MISMATCH" -> new FabricException.MetadataMismatch(message);
			case "FABRIC_E_GATEWAY_NOT_REACHABLE" -> new FabricException.Unreachable(code, message, null);
			case "FABRIC_E_SERVICE_OFFLINE" -> new FabricException.ServiceOffline(message);
			case "FABRIC_E_TIMEOUT", "FABRIC_E_COMMUNICATION_ERROR", "FABRIC_E_OPERATION_NOT_COMPLETE",
					"OPERATION_NOT_COMPLETE" ->
				new FabricException.Timeout(code, message);
			default -> byStatus(code, status, message);
		};
	}

	private static FabricException byStatus(String code, int status, String message) {
		return switch (status) {
			case 400 -> new FabricException.InvalidRequest(code, message);
			case 401, 403 -> new FabricException.AccessDenied(message);
			case 404 -> new FabricException.NameDoesNotExist(code, message);
			case 502 -> new FabricException.Unreachable(code, message, null);
			case 503 -> new FabricException.Unavailable(code, message);
			case 504 -> new FabricException.Timeout(code, message);
			default -> new FabricException.ClusterError(code, status, message);
		};
	}

	/**
	 * The cluster's HTTP front refuses clients, and answers some calls, without a body.
	 */
	private static FabricException withoutBody(int status, String reason) {
		String said = reason.isBlank() ? "HTTP " + status : "HTTP " + status + " " + printable(reason);
		if (status == 401 || status == 403) {
			boolean token = reason.equalsIgnoreCase("Unauthorized");
			boolean certificate = reason.toLowerCase(Locale.ROOT).contains("certificate");
			if (certificate || (status == 403 && !token)) {
				return new FabricException.ClientCertificateRefused(
						"the cluster wants a client certificate it knows: " + said, null);
			}
			return new FabricException.AccessDenied("the cluster refused the client: " + said);
		}
		return byStatus("HTTP_" + status, status, "the cluster answered " + said);
	}

	/** Whatever answered, it does not speak like a cluster. */
	private static FabricException foreign(int status) {
		String message = "HTTP " + status + " with a body that is no Service Fabric error";
		return (status == 404) ? new FabricException.InvalidAnswer(message)
				: byStatus("HTTP_" + status, status, message);
	}

	private static String printable(String text) {
		StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_MESSAGE));
		for (int i = 0; i < text.length() && i < MAX_MESSAGE; i++) {
			char c = text.charAt(i);
			clean.append(Character.isISOControl(c) ? ' ' : c);
		}
		return clean.toString().strip();
	}

}
