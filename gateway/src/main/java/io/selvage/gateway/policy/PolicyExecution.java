package io.selvage.gateway.policy;

import io.selvage.gateway.context.PolicyContext;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plan for one request: the context and what the statements have decided so
 * far. Confined to one request; not thread-safe.
 */
public final class PolicyExecution {

	private final PolicyContext context;

	private final Forwarder forwarder;

	private Section section = Section.INBOUND;

	private BackendSelection.@Nullable BaseUrl baseUrl;

	private BackendSelection.@Nullable Entity backend;

	private boolean terminated;

	/**
	 * Creates an execution.
	 * @param context the context of the request
	 * @param forwarder what {@code forward-request} calls
	 */
	public PolicyExecution(PolicyContext context, Forwarder forwarder) {
		this.context = context;
		this.forwarder = forwarder;
	}

	public PolicyContext context() {
		return this.context;
	}

	public Forwarder forwarder() {
		return this.forwarder;
	}

	public Section section() {
		return this.section;
	}

	public void section(Section section) {
		this.section = section;
	}

	/**
	 * Returns the backend that will be called: an entity wins over a base URL (a backend
	 * id that was inherited can only be overridden by another backend id).
	 * @return the selection; null for the API's service URL
	 */
	public @Nullable BackendSelection selection() {
		return (this.backend != null) ? this.backend : this.baseUrl;
	}

	/**
	 * Sets the backend.
	 * @param selection what {@code set-backend-service} chose
	 */
	public void select(BackendSelection selection) {
		if (selection instanceof BackendSelection.Entity entity) {
			this.backend = entity;
		}
		else if (selection instanceof BackendSelection.BaseUrl url) {
			this.baseUrl = url;
		}
	}

	/**
	 * Tells whether a statement such as {@code return-response} ended the pipeline.
	 * @return true if no later statement or section may run
	 */
	public boolean terminated() {
		return this.terminated;
	}

	/**
	 * Ends the pipeline with the response of the context.
	 */
	public void terminate() {
		this.terminated = true;
	}

}
