package io.selvage.fabric.simulator;

/**
 * What a listener speaks.
 */
public enum Scheme {

	/** Plain HTTP. */
	HTTP,

	/** HTTP over TLS. */
	HTTPS

}
