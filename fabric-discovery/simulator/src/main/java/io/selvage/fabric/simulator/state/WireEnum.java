package io.selvage.fabric.simulator.state;

/**
 * An enumeration as the REST API writes it: as a number below api-version 3.0, as a word
 * from there on.
 */
public interface WireEnum {

	/**
	 * Returns how this value is written.
	 * @return its number and its word
	 */
	WireForm wire();

	/**
	 * Returns the number written below api-version 3.0.
	 * @return the number
	 */
	default int code() {
		return wire().code();
	}

	/**
	 * Returns the word written from api-version 3.0 on.
	 * @return the word, in the casing of Service Fabric
	 */
	default String text() {
		return wire().text();
	}

}
