package io.selvage.fabric.simulator;

/**
 * A listener every instance of a service opens.
 *
 * @param name its name, may be empty
 * @param scheme what it speaks
 * @param basePath the path of its base URL: empty, or beginning with a slash
 * @param onSecondaries whether secondary replicas open it too
 * @param http2 whether it offers HTTP/2 beside HTTP/1.1
 */
public record ListenerDefinition(String name, Scheme scheme, String basePath, boolean onSecondaries, boolean http2) {

	public ListenerDefinition {
		if (!basePath.isEmpty() && !basePath.startsWith("/")) {
			throw new IllegalArgumentException("a base path is empty or begins with a slash, not '" + basePath + "'");
		}
	}

	/**
	 * A listener at the root path, on primaries and instances, with HTTP/1.1 only.
	 * @param name its name, may be empty
	 * @param scheme what it speaks
	 * @return the listener
	 */
	public static ListenerDefinition of(String name, Scheme scheme) {
		return new ListenerDefinition(name, scheme, "", false, false);
	}

	public ListenerDefinition withBasePath(String path) {
		return new ListenerDefinition(this.name, this.scheme, path, this.onSecondaries, this.http2);
	}

	/**
	 * The same, open on secondary replicas too.
	 * @return the changed listener
	 */
	public ListenerDefinition alsoOnSecondaries() {
		return new ListenerDefinition(this.name, this.scheme, this.basePath, true, this.http2);
	}

	/**
	 * The same with HTTP/2: by ALPN on HTTPS, by upgrade or prior knowledge on HTTP.
	 * @return the changed listener
	 */
	public ListenerDefinition withHttp2() {
		return new ListenerDefinition(this.name, this.scheme, this.basePath, this.onSecondaries, true);
	}

}
