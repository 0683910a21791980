package io.selvage.gateway.forward;

/**
 * The body of a request on its way to the backend, over all attempts.
 */
public interface OutboundBody {

	/**
	 * Tells whether there is a body at all.
	 * @return true for a request with neither content length nor transfer coding
	 */
	boolean absent();

	/**
	 * Tells whether the next attempt could send the whole body.
	 * @return false once bytes have gone by that were not kept
	 */
	boolean resendable();

	/**
	 * Releases what was kept and stops reading what was not yet read.
	 */
	void close();

	/** A body of no bytes. */
	OutboundBody NONE = new OutboundBody() {

		@Override
		public boolean absent() {
			return true;
		}

		@Override
		public boolean resendable() {
			return true;
		}

		@Override
		public void close() {
			// nothing is held
		}

	};

}
