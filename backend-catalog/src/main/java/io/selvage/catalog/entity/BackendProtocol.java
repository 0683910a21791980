package io.selvage.catalog.entity;

/**
 * How a backend is spoken to.
 */
public enum BackendProtocol {

	/** Plain HTTP semantics. */
	HTTP,
	/** SOAP over HTTP. */
	SOAP

}
