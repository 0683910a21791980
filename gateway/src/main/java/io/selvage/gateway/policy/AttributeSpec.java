package io.selvage.gateway.policy;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an attribute may be: checked when a document is saved, and the source of the
 * element reference.
 *
 * @param name the name
 * @param type the type of its value
 * @param required whether it must be given
 * @param computed whether its value may be an expression
 * @param defaultValue what holds if it is not given, or null
 * @param choices the values of a choice; else empty
 * @param min the smallest number
 * @param max the largest number
 */
public record AttributeSpec(String name, Type type, boolean required, boolean computed, @Nullable String defaultValue,
		List<String> choices, long min, long max) {

	private static AttributeSpec of(String name, Type type, List<String> choices, long min, long max) {
		return new AttributeSpec(name, type, false, false, null, choices, min, max);
	}

	/**
	 * Declares an attribute of any text.
	 * @param name the name
	 * @return an optional attribute without expressions
	 */
	public static AttributeSpec text(String name) {
		return of(name, Type.TEXT, List.of(), 0, 0);
	}

	/**
	 * Declares an attribute that is {@code true} or {@code false}.
	 * @param name the name
	 * @return an optional attribute without expressions
	 */
	public static AttributeSpec bool(String name) {
		return of(name, Type.BOOLEAN, List.of(), 0, 0);
	}

	/**
	 * Declares a whole number.
	 * @param name the name
	 * @param min the smallest value
	 * @param max the largest value
	 * @return an optional attribute without expressions
	 */
	public static AttributeSpec integer(String name, long min, long max) {
		return of(name, Type.INTEGER, List.of(), min, max);
	}

	/**
	 * Declares a number that may have a fraction.
	 * @param name the name
	 * @param min the smallest value
	 * @param max the largest value
	 * @return an optional attribute without expressions
	 */
	public static AttributeSpec decimal(String name, long min, long max) {
		return of(name, Type.DECIMAL, List.of(), min, max);
	}

	/**
	 * Declares an attribute with a closed list of values.
	 * @param name the name
	 * @param choices the values
	 * @return an optional attribute without expressions
	 */
	public static AttributeSpec choice(String name, String... choices) {
		return of(name, Type.CHOICE, List.of(choices), 0, 0);
	}

	/**
	 * Declares a value of any .NET type.
	 * @param name the name
	 * @return an optional attribute that may be an expression
	 */
	public static AttributeSpec object(String name) {
		return of(name, Type.OBJECT, List.of(), 0, 0).orExpression();
	}

	/**
	 * Makes the attribute required.
	 * @return the same attribute, required
	 */
	public AttributeSpec mandatory() {
		return new AttributeSpec(this.name, this.type, true, this.computed, this.defaultValue, this.choices, this.min,
				this.max);
	}

	/**
	 * Allows expressions.
	 * @return the same attribute, literal or expression
	 */
	public AttributeSpec orExpression() {
		return new AttributeSpec(this.name, this.type, this.required, true, this.defaultValue, this.choices, this.min,
				this.max);
	}

	/**
	 * Gives the attribute a default.
	 * @param value what holds if it is not given
	 * @return the same attribute with a default
	 */
	public AttributeSpec otherwise(String value) {
		return new AttributeSpec(this.name, this.type, this.required, this.computed, value, this.choices, this.min,
				this.max);
	}

	/**
	 * The types of attribute values.
	 */
	public enum Type {

		/** Any text. */
		TEXT("string"),
		/** {@code true} or {@code false}, without regard to case. */
		BOOLEAN("boolean"),
		/** A whole number. */
		INTEGER("integer"),
		/** A number. */
		DECIMAL("number"),
		/** One of a list. */
		CHOICE("choice"),
		/** A literal string or whatever an expression returns. */
		OBJECT("any");

		private final String label;

		Type(String label) {
			this.label = label;
		}

		/**
		 * Returns the name of the type in the element reference.
		 * @return for example {@code boolean}
		 */
		public String label() {
			return this.label;
		}

	}

}
