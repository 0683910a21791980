package io.selvage.gateway.runtime;

import java.util.function.Supplier;

/**
 * Holds the state that serves requests. One writer, any number of readers.
 */
final class CurrentState implements Supplier<GatewayState> {

	private volatile GatewayState state;

	CurrentState(GatewayState first) {
		this.state = first;
	}

	@Override
	public GatewayState get() {
		return this.state;
	}

	void set(GatewayState next) {
		this.state = next;
	}

}
