package io.selvage.reliability.load;

/**
 * How a client keeps a connection busy without getting anywhere.
 */
public enum SlowKind {

	/** The head of its request never ends: a line of it every three seconds. */
	HEADERS("slow headers", "GET %s HTTP/1.1\r\nHost: gateway.example\r\n", "X-More: 1\r\n"),

	/** The body of its request never ends: a byte of it every three seconds. */
	BODY("slow body",
			"POST %s HTTP/1.1\r\nHost: gateway.example\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n",
			"x"),

	/** It asks for much and reads nothing. */
	READ("slow read", "GET %s/bytes/16777216 HTTP/1.1\r\nHost: gateway.example\r\n\r\n", "");

	private final String title;

	private final String first;

	private final String again;

	SlowKind(String title, String first, String again) {
		this.title = title;
		this.first = first;
		this.again = again;
	}

	/**
	 * Returns what it is called.
	 * @return two words
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Returns what the client sends first.
	 * @param path the path it asks for
	 * @return the beginning of a request
	 */
	String first(String path) {
		return this.first.formatted(path);
	}

	/**
	 * Returns what it sends every three seconds.
	 * @return empty for nothing
	 */
	String again() {
		return this.again;
	}

	/**
	 * Tells whether it is the reading that is slow.
	 * @return true if nothing is read
	 */
	boolean deaf() {
		return this == READ;
	}

}
