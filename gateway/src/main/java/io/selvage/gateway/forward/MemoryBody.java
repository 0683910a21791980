package io.selvage.gateway.forward;

/**
 * A request body that is in memory, because a policy made or read it.
 *
 * @param bytes the bytes
 */
record MemoryBody(byte[] bytes) implements OutboundBody {

	@Override
	public boolean absent() {
		return false;
	}

	@Override
	public boolean resendable() {
		return true;
	}

	@Override
	public void close() {
		// nothing is held
	}

}
