package io.selvage.catalog.resource;

/**
 * How much of the secrets of a resource is written.
 */
public enum Disclosure {

	/** Secrets are left out, credentials are masked: for readers. */
	MASKED,
	/** Secrets are left out, credentials are in clear, as API Management answers. */
	CREDENTIALS,
	/** Everything: for the store, which encrypts. */
	EVERYTHING

}
