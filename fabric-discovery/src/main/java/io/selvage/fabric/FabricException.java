package io.selvage.fabric;

import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What can go wrong between this process and a cluster, one type per kind of answer. The
 * message is meant for people and holds no secret. The exceptions carry no stack trace:
 * they describe the cluster, not the code.
 */
public abstract sealed class FabricException extends RuntimeException {

	private final String code;

	private FabricException(String code, String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
		this.code = code;
	}

	/**
	 * The cluster's error code, or one of the same form for errors found on this side.
	 * @return for instance {@code FABRIC_E_SERVICE_OFFLINE}
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Whether the cluster has said that what was asked for is not there, as opposed to
	 * not being able to answer now.
	 * @return {@code true} for the "does not exist" errors and a bad partition key
	 */
	public boolean definitive() {
		return this instanceof DoesNotExist || this instanceof InvalidPartitionKey || this instanceof InvalidName;
	}

	/** Something asked for does not exist (HTTP 404). */
	public abstract static sealed class DoesNotExist extends FabricException {

		private DoesNotExist(String code, String message) {
			super(code, message, null);
		}

	}

	/** The service was deleted or never was. */
	public static final class ServiceDoesNotExist extends DoesNotExist {

		public ServiceDoesNotExist(String code, String message) {
			super(code, message);
		}

	}

	/** The partition was deleted or never was. */
	public static final class PartitionDoesNotExist extends DoesNotExist {

		public PartitionDoesNotExist(String code, String message) {
			super(code, message);
		}

	}

	/** The application was deleted or never was. */
	public static final class ApplicationDoesNotExist extends DoesNotExist {

		public ApplicationDoesNotExist(String code, String message) {
			super(code, message);
		}

	}

	/** The name, type or property was deleted or never was. */
	public static final class NameDoesNotExist extends DoesNotExist {

		public NameDoesNotExist(String code, String message) {
			super(code, message);
		}

	}

	/**
	 * The key does not fit the service's partition scheme or lies outside every
	 * partition: the caller's fault. The message names the valid ranges or names.
	 */
	public static final class InvalidPartitionKey extends FabricException {

		public InvalidPartitionKey(String message) {
			super("FABRIC_E_INVALID_PARTITION_KEY", message, null);
		}

	}

	/** The cluster does not accept the name of the service. */
	public static final class InvalidName extends FabricException {

		public InvalidName(String message) {
			super("FABRIC_E_INVALID_NAME_URI", message, null);
		}

	}

	/**
	 * The cluster did not understand the request, for instance its api-version (HTTP
	 * 400).
	 */
	public static final class InvalidRequest extends FabricException {

		public InvalidRequest(String code, String message) {
			super(code, message, null);
		}

	}

	/** The cluster knows us and refuses (HTTP 401 or 403): role or token. */
	public static final class AccessDenied extends FabricException {

		public AccessDenied(String message) {
			super("E_ACCESSDENIED", message, null);
		}

	}

	/** The cluster refused our client certificate, or none was sent. */
	public static final class ClientCertificateRefused extends FabricException {

		public ClientCertificateRefused(String message, @Nullable Throwable cause) {
			super("CLIENT_CERTIFICATE_REFUSED", message, cause);
		}

	}

	/** The management endpoint is not who it should be. No request was sent to it. */
	public static final class ServerNotTrusted extends FabricException {

		public ServerNotTrusted(String message, @Nullable Throwable cause) {
			super("SERVER_NOT_TRUSTED", message, cause);
		}

	}

	/** No connection to the management endpoint, or it has none to the cluster (502). */
	public static final class Unreachable extends FabricException {

		public Unreachable(String code, String message, @Nullable Throwable cause) {
			super(code, message, cause);
		}

	}

	/** No answer in time (504, or our own limit). */
	public static final class Timeout extends FabricException {

		public Timeout(String code, String message) {
			super(code, message, null);
		}

	}

	/** The partition is known but none of its instances is up (503). */
	public static final class ServiceOffline extends FabricException {

		public ServiceOffline(String message) {
			super("FABRIC_E_SERVICE_OFFLINE", message, null);
		}

	}

	/** The cluster is busy or reconfiguring (503). */
	public static final class Unavailable extends FabricException {

		public Unavailable(String code, String message) {
			super(code, message, null);
		}

	}

	/** The version token belongs to an earlier life of the service (409). */
	public static final class MetadataMismatch extends FabricException {

		public MetadataMismatch(String message) {
			super("FABRIC_E_SERVICE_METADATA_MISMATCH", message, null);
		}

	}

	/** The answer is no valid one: cut off, too large, contradictory. It was not used. */
	public static final class InvalidAnswer extends FabricException {

		public InvalidAnswer(String message) {
			super("INVALID_ANSWER", message, null);
		}

	}

	/** Any other error the cluster reports (HTTP 500 and the rest). */
	public static final class ClusterError extends FabricException {

		private final int status;

		public ClusterError(String code, int status, String message) {
			super(code, message, null);
			this.status = status;
		}

		/**
		 * The HTTP status of the answer.
		 * @return for instance 500
		 */
		public int status() {
			return this.status;
		}

	}

	/** No listener of an endpoint fits; the message lists those there are. */
	public static final class ListenerNotFound extends FabricException {

		public ListenerNotFound(@Nullable String name, Map<String, ListenerAddress> listeners) {
			super("FABRIC_E_ENDPOINT_NOT_FOUND", describe(name, listeners), null);
		}

		private static String describe(@Nullable String name, Map<String, ListenerAddress> listeners) {
			String wanted = (name != null) ? "no HTTP listener is named '" + name + "'"
					: "no listener was named and neither the unnamed nor a single HTTP(S) listener exists";
			if (listeners.isEmpty()) {
				return wanted + "; the instance has no listeners";
			}
			return wanted + "; listeners: "
					+ listeners.entrySet()
						.stream()
						.map((entry) -> "'" + entry.getKey() + "' = " + entry.getValue())
						.collect(Collectors.joining(", "));
		}

	}

}
