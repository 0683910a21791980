package io.selvage.fabric.naming;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.netty.handler.timeout.ReadTimeoutException;
import io.selvage.fabric.FabricException;
import org.jspecify.annotations.Nullable;

/**
 * The one table from what a connection throws to the type of error.
 */
final class FailureTranslation {

	private static final List<String> CERTIFICATE_ALERTS = List.of("bad_certificate", "certificate_required",
			"certificate_unknown", "certificate_expired", "certificate_revoked", "unsupported_certificate",
			"unknown_ca", "access_denied", "no_certificate");

	private FailureTranslation() {
	}

	static FabricException translate(Throwable failure, URI endpoint) {
		if (failure instanceof FabricException known) {
			return known;
		}
		CertificateException untrusted = find(failure, CertificateException.class);
		if (untrusted != null) {
			return new FabricException.ServerNotTrusted(
					"management endpoint " + endpoint + " is not trusted: " + deepest(untrusted), untrusted);
		}
		SSLException tls = find(failure, SSLException.class);
		if (tls != null) {
			return ofTls(tls, endpoint);
		}
		if (find(failure, ReadTimeoutException.class) != null || find(failure, TimeoutException.class) != null) {
			return new FabricException.Timeout("TIMEOUT",
					"management endpoint " + endpoint + " did not answer in time");
		}
		return new FabricException.Unreachable("CONNECTION_FAILED",
				"management endpoint " + endpoint + " can't be reached: " + message(failure),
				(failure instanceof IOException) ? failure : null);
	}

	private static FabricException ofTls(SSLException failure, URI endpoint) {
		String message = message(failure);
		for (String alert : CERTIFICATE_ALERTS) {
			if (message.contains("Received fatal alert: " + alert)) {
				return new FabricException.ClientCertificateRefused(
						"management endpoint " + endpoint + " refused our certificate: TLS alert " + alert, failure);
			}
		}
		return new FabricException.Unreachable("TLS_FAILED",
				"no TLS connection to management endpoint " + endpoint + ": " + message, failure);
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth < 12; cause = cause.getCause(), depth++) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

	private static String deepest(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause.getCause() != null && depth < 12; depth++) {
			cause = cause.getCause();
		}
		return message(cause);
	}

	private static String message(Throwable failure) {
		return (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
	}

}
