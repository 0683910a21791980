package io.selvage.gateway.expression.types;

import org.jspecify.annotations.Nullable;

/**
 * A value that knows format strings: what {@code $"{value:format}"} and
 * {@code string.Format} call. The culture is always the invariant one.
 */
public interface Formattable {

	/**
	 * Formats the value.
	 * @param format the text behind the colon, or null for the default
	 * @return the text
	 */
	String format(@Nullable String format);

}
