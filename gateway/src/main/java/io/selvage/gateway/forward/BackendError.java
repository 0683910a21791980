package io.selvage.gateway.forward;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.selvage.gateway.context.RequestTooLargeException;
import reactor.core.Exceptions;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.PrematureCloseException;

/**
 * The one table of what can go wrong between the gateway and a backend: exception type →
 * {@code LastError.Reason} and {@code Message} → status → may the request have been
 * executed. Exceptions are told apart by type only, because their texts differ between
 * transports; subclasses before superclasses.
 */
public enum BackendError {

	/** The address refused the connection or cannot be reached. */
	CONNECT(Reason.CONNECTION_FAILURE, "Unable to connect to the remote server", 500, Phase.BEFORE_SEND),
	/** The connection was not made in time. */
	CONNECT_TIMEOUT(Reason.CONNECTION_FAILURE, "Unable to connect to the remote server", 500, Phase.BEFORE_SEND),
	/** The name has no address. */
	DNS(Reason.CONNECTION_FAILURE, "The remote name could not be resolved", 500, Phase.BEFORE_SEND),
	/** The TLS handshake failed: wrong certificate, name, pin or protocol. */
	TLS(Reason.CONNECTION_FAILURE, "Could not establish trust relationship for the SSL/TLS secure channel", 500,
			Phase.BEFORE_SEND),
	/** The address may not be called: see the rules for computed base URLs. */
	FORBIDDEN(Reason.CONNECTION_FAILURE, "The backend address may not be called", 500, Phase.BEFORE_SEND),
	/**
	 * The backend cannot be called as it is configured, for example for want of a
	 * certificate.
	 */
	MISCONFIGURED(Reason.CONNECTION_FAILURE, "The backend is not usable as it is configured", 500, Phase.BEFORE_SEND),
	/** A pooled connection was closed before the first byte of the request left. */
	CLOSED_BEFORE_SEND(Reason.CONNECTION_FAILURE, "Underlying transport connection was unexpectedly closed.", 500,
			Phase.BEFORE_SEND),
	/** The connection was closed while the body was being sent. */
	CLOSED_SENDING(Reason.CONNECTION_FAILURE, "Underlying transport connection was unexpectedly closed.", 500,
			Phase.SENT),
	/** The connection was closed or reset before the answer began. */
	CLOSED_BEFORE_RESPONSE(Reason.CONNECTION_FAILURE, "Underlying transport connection was unexpectedly closed.", 500,
			Phase.SENT),
	/** Nothing that was sent was acknowledged: the machine is gone, or the way to it. */
	SILENT(Reason.CONNECTION_FAILURE, "Unable to connect to the remote server", 500, Phase.SENT),
	/** The connection was closed or reset within the answer. */
	CLOSED_IN_RESPONSE(Reason.CONNECTION_FAILURE, "Underlying transport connection was unexpectedly closed.", 500,
			Phase.ANSWERING),
	/** What came back is not an acceptable HTTP message. */
	PROTOCOL(Reason.CONNECTION_FAILURE, "The backend violated the HTTP protocol", 502, Phase.SENT),
	/**
	 * A redirect that was to be followed leads where it may not or cannot. Never a
	 * failure to connect: the endpoint that redirects was reached.
	 */
	REDIRECT(Reason.CONNECTION_FAILURE, "A redirect of the backend could not be followed", 502, Phase.ANSWERING),
	/** No status and headers within the timeout. */
	TIMEOUT(Reason.TIMEOUT, "Request to the backend service timed out", 500, Phase.SENT),
	/** No free connection, and no room or time to wait for one. */
	OVERLOAD(Reason.OVERLOAD, "Too many requests are waiting for a connection to the backend", 503, Phase.BEFORE_SEND),
	/** The client does not send the body it announced. */
	CLIENT_TOO_SLOW(Reason.CLIENT_FAILURE, "The request body did not arrive in time.", 408, Phase.SENT),
	/** The request body turned out to be larger than the limit. */
	TOO_LARGE(Reason.CLIENT_FAILURE, "The request body is too large.", 413, Phase.SENT),
	/** What the client sends breaks off or is not the body it announced. */
	CLIENT_MALFORMED(Reason.CLIENT_FAILURE, "The request body is malformed.", 400, Phase.SENT),
	/** The client went away. */
	CLIENT_CLOSED(Reason.CLIENT_FAILURE, "The operation was canceled.", 499, Phase.SENT);

	private final String reason;

	private final String message;

	private final int status;

	private final Phase phase;

	BackendError(String reason, String message, int status, Phase phase) {
		this.reason = reason;
		this.message = message;
		this.status = status;
		this.phase = phase;
	}

	/**
	 * Classifies an exception of a client call.
	 * @param failure the exception
	 * @return its row in the table
	 */
	public static BackendError of(Throwable failure) {
		Throwable cause = unwrap(failure);
		if (cause instanceof BackendException known) {
			return known.failure().error();
		}
		if (cause instanceof RequestTooLargeException) {
			return TOO_LARGE;
		}
		if (isPoolLimit(cause)) {
			return OVERLOAD;
		}
		if (cause instanceof ConnectTimeoutException) {
			return CONNECT_TIMEOUT;
		}
		if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
			return CONNECT;
		}
		if (cause instanceof UnknownHostException) {
			return DNS;
		}
		if (cause instanceof SslHandshakeTimeoutException || cause instanceof SSLException) {
			return TLS;
		}
		if (cause instanceof ReadTimeoutException || cause instanceof TimeoutException) {
			return TIMEOUT;
		}
		if (cause instanceof AbortedException) {
			return CLOSED_SENDING;
		}
		if (Silence.ended(cause)) {
			return SILENT;
		}
		if (cause instanceof PrematureCloseException || cause instanceof java.io.IOException) {
			return CLOSED_BEFORE_RESPONSE;
		}
		return PROTOCOL;
	}

	/**
	 * Looks behind the wrappers of Reactor and of Netty's decoders.
	 * @param failure what was caught
	 * @return what happened
	 */
	static Throwable unwrap(Throwable failure) {
		Throwable cause = Exceptions.unwrap(failure);
		if (cause instanceof DecoderException && cause.getCause() instanceof SSLException tls) {
			return tls;
		}
		return cause;
	}

	/**
	 * Reactor Netty's pool is a shaded copy; its exceptions can be named, not imported,
	 * without binding to an internal package.
	 */
	private static boolean isPoolLimit(Throwable cause) {
		String name = cause.getClass().getSimpleName();
		return name.equals("PoolAcquireTimeoutException") || name.equals("PoolAcquirePendingLimitException");
	}

	/**
	 * Returns {@code LastError.Reason}, which circuit breaker rules name as well.
	 * @return for example {@code BackendConnectionFailure}
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Returns {@code LastError.Message}.
	 * @return a fixed text without addresses
	 */
	public String message() {
		return this.message;
	}

	/**
	 * Returns the status the client gets if no policy makes another answer.
	 * @return 500, 502 or 503; 400, 408, 413 and 499 for what the client did
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Tells whether the backend was not reached: what the default resolve condition and
	 * the ejection of an endpoint look at.
	 * @return true if no connection was made
	 */
	public boolean connectFailure() {
		return this.phase == Phase.BEFORE_SEND && this != OVERLOAD && this != CLOSED_BEFORE_SEND;
	}

	/**
	 * Tells whether nobody is there, so that the next request had better go elsewhere.
	 * @return true if no connection was made, or an open one turned out to be dead
	 */
	public boolean unreachable() {
		return connectFailure() || this == SILENT;
	}

	/**
	 * Tells whether the client is at fault. It says nothing about the backend, so no
	 * circuit, ejection or retry takes notice.
	 * @return true if the request itself failed, before its end
	 */
	public boolean clientFault() {
		return this.reason.equals(Reason.CLIENT_FAILURE);
	}

	/**
	 * Tells whether the backend may have executed the request, so that sending it again
	 * is not safe for every method.
	 * @return false if no byte of the request left
	 */
	public boolean mayHaveExecuted() {
		return this.phase != Phase.BEFORE_SEND;
	}

	private enum Phase {

		BEFORE_SEND, SENT, ANSWERING

	}

	/**
	 * The machine-readable reasons.
	 */
	private static final class Reason {

		static final String CONNECTION_FAILURE = "BackendConnectionFailure";

		static final String TIMEOUT = "Timeout";

		static final String OVERLOAD = "BackendOverloaded";

		static final String CLIENT_FAILURE = "ClientConnectionFailure";

		private Reason() {
		}

	}

}
