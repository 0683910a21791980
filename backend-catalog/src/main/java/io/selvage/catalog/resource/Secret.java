package io.selvage.catalog.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not be shown: a key, a password, a value of a credential. It prints as
 * {@code ***}, has no bean properties and is not {@link java.io.Serializable}; whoever
 * needs the text asks for it by name with {@link #reveal()}.
 */
public final class Secret {

	/** What is shown in the place of a secret. */
	public static final String MASK = "***";

	private final String text;

	private Secret(String text) {
		this.text = text;
	}

	/**
	 * Wraps a text.
	 * @param text the text to hide
	 * @return the secret
	 */
	public static Secret of(String text) {
		return new Secret(text);
	}

	/**
	 * Tells whether a text is a mask instead of a value, such as a tool sends that read
	 * an entity with its secrets masked and writes it back.
	 * @param text the text
	 * @return true if it begins with {@link #MASK}
	 */
	public static boolean isMask(String text) {
		return text.startsWith(MASK);
	}

	/**
	 * The text in clear. Must not reach a log, a trace, a metric, an error or a GET
	 * answer.
	 * @return the text
	 */
	public String reveal() {
		return this.text;
	}

	/** Compares in constant time. */
	@Override
	public boolean equals(Object other) {
		return other instanceof Secret secret && MessageDigest.isEqual(this.text.getBytes(StandardCharsets.UTF_8),
				secret.text.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return MASK;
	}

}
