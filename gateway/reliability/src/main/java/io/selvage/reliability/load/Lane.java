package io.selvage.reliability.load;

/**
 * A connection that carries one request at a time.
 */
interface Lane {

	/**
	 * Sends a request and ends its call.
	 * @param call the request
	 */
	void send(Call call);

	/**
	 * Tells whether another request may be sent.
	 * @return false if it was closed, or the server announced that it will be
	 */
	boolean usable();

	/**
	 * Closes the connection.
	 */
	void close();

}
