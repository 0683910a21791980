package io.selvage.catalog.resource;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One property of a schema.
 *
 * @param name the canonical name
 * @param type the type of its value
 * @param traits what is special about it
 * @param bounds which values are allowed
 * @param reference the collection its text refers to, or null
 * @param formerly its name in older api-versions, or null
 */
public record Property(String name, ValueType type, Set<Trait> traits, Bounds bounds, @Nullable String reference,
		@Nullable FormerName formerly) {

	/**
	 * Whether the property has a trait.
	 * @param trait the trait
	 * @return true if it has
	 */
	public boolean is(Trait trait) {
		return this.traits.contains(trait);
	}

	/**
	 * What may be special about a property.
	 */
	public enum Trait {

		/** Must be given. */
		REQUIRED,
		/** Made by the service, ignored on input. */
		READ_ONLY,
		/** Used when written, in no answer. */
		WRITE_ONLY,
		/** In no answer, and encrypted at rest. */
		SECRET,
		/** As a secret if the property {@code secret} beside it is true. */
		SECRET_IF_MARKED,
		/** A credential: in clear only for who may read secrets. */
		SENSITIVE,
		/** Answered as null when unset. */
		NULL_WHEN_UNSET,
		/** No request changes it once it is stored. */
		IMMUTABLE

	}

	/**
	 * Which values a property may have.
	 *
	 * @param range the length of a text, the size of a number, the count of a list
	 * @param values the canonical spellings, or an empty list for any
	 * @param open whether other than the listed values pass
	 * @param pattern what a text must match, or null
	 * @param initial the value that is stored when none is given, or null
	 */
	public record Bounds(Range range, List<String> values, boolean open, @Nullable Pattern pattern,
			@Nullable String initial) {
	}

	/**
	 * The name of a property in older api-versions.
	 *
	 * @param name the older name
	 * @param until the last api-version that used it
	 */
	public record FormerName(String name, String until) {
	}

}
