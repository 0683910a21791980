package io.selvage.gateway.policy;

import io.selvage.gateway.context.TraceSection;

/**
 * The sections of a policy document.
 */
public enum Section {

	/** Runs before the backend is called. */
	INBOUND("inbound", TraceSection.INBOUND),
	/** Calls the backend. */
	BACKEND("backend", TraceSection.BACKEND),
	/** Runs after the backend answered. */
	OUTBOUND("outbound", TraceSection.OUTBOUND),
	/** Runs after an error in any other section. */
	ON_ERROR("on-error", TraceSection.ON_ERROR);

	private final String element;

	private final TraceSection trace;

	Section(String element, TraceSection trace) {
		this.element = element;
		this.trace = trace;
	}

	/**
	 * Returns the name of the element in a policy document.
	 * @return for example {@code on-error}
	 */
	public String element() {
		return this.element;
	}

	/**
	 * Returns the section of the trace it writes to.
	 * @return the section of the trace
	 */
	public TraceSection trace() {
		return this.trace;
	}

}
