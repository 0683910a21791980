package io.selvage.gateway.management;

import java.util.UUID;
import java.util.function.Supplier;

import io.selvage.gateway.redaction.Redaction;
import io.selvage.gateway.trace.TraceDocument;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.trace.TraceStore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Gives the trace of a request to whoever knows its id, which cannot be guessed and is
 * told only to who asked for the trace.
 */
@Endpoint(id = "traces")
public final class TraceEndpoint {

	private final TraceStore store;

	private final Supplier<Redaction> redaction;

	/**
	 * Creates the endpoint.
	 * @param store where traces are kept
	 * @param redaction takes secrets out of them
	 */
	public TraceEndpoint(TraceStore store, Supplier<Redaction> redaction) {
		this.store = store;
		this.redaction = redaction;
	}

	/**
	 * Returns a trace.
	 * @param id its id
	 * @return the document; null (404) if there is none of this id (any more)
	 */
	@ReadOperation
	public @Nullable Object trace(@Selector String id) {
		UUID key;
		try {
			key = UUID.fromString(id);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
		TraceRecorder trace = this.store.find(key);
		return (trace != null) ? this.redaction.get().maskData(TraceDocument.of(key, trace)) : null;
	}

}
