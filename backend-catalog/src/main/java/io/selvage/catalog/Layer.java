package io.selvage.catalog;

/**
 * Where a resource comes from. If several layers hold one of the same identity, the one
 * of the highest layer is served.
 */
public enum Layer {

	/** What was written through the management API. */
	STORE,
	/** What lies in the watched directory; read-only for the management API. */
	DIRECTORY

}
