package io.selvage.catalog.resource;

/**
 * Where a body comes from, which decides what may be missing in it or must be ignored.
 */
public enum Origin {

	/** A request of a client: what the service makes itself is ignored. */
	REQUEST,
	/** A file: as a request, but secrets may be missing, since extractions omit them. */
	FILE,
	/** The store: everything is there and trusted. */
	STORE

}
