package io.selvage.catalog.security;

import java.util.Locale;

/**
 * What a caller of the management API may do.
 */
public enum Role {

	/** Reads everything but secrets. */
	READER,
	/** Reads and writes everything, but does not see secrets. */
	CONTRIBUTOR,
	/** Sees secrets ({@code listSecrets}, {@code listValue}), in addition to reading. */
	SECRET_READER;

	/**
	 * Reads a role from configuration or a token.
	 * @param text for example {@code secret-reader}, in any case
	 * @return the role
	 * @throws IllegalArgumentException if there is no such role
	 */
	public static Role parse(String text) {
		for (Role role : values()) {
			if (role.text().equals(text.strip().toLowerCase(Locale.ROOT))) {
				return role;
			}
		}
		throw new IllegalArgumentException(
				"There is no role '" + text + "'; roles are reader, contributor and secret-reader.");
	}

	/**
	 * Returns the role as configuration writes it.
	 * @return for example {@code secret-reader}
	 */
	public String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
