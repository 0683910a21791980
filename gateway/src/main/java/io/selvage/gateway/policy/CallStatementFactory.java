package io.selvage.gateway.policy;

/**
 * A policy that changes the request to the backend and, as a child element of
 * {@code send-request} and {@code send-one-way-request}, the request they send.
 */
public interface CallStatementFactory extends StatementFactory, CallStatement {

	@Override
	default ElementSpec element() {
		return spec().element();
	}

}
