package io.selvage.gateway.target.breaker;

/**
 * The window of a backend without a rule: nothing is ever too much.
 */
final class NoWindow implements FailureWindow {

	@Override
	public boolean failed(long nowMillis) {
		return false;
	}

	@Override
	public void succeeded(long nowMillis) {
		// nothing is counted
	}

	@Override
	public void clear() {
		// nothing is kept
	}

}
