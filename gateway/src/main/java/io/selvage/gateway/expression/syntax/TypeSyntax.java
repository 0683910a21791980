package io.selvage.gateway.expression.syntax;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A type as it is written.
 */
public sealed interface TypeSyntax {

	/**
	 * Returns where it stands.
	 * @return the offset in the text
	 */
	int position();

	/**
	 * A name, possibly qualified and with type arguments.
	 *
	 * @param position the offset
	 * @param parts the identifiers between the dots
	 */
	record Named(int position, List<Part> parts) implements TypeSyntax {

		@Override
		public String toString() {
			return this.parts.stream().map(Part::toString).collect(Collectors.joining("."));
		}

	}

	/**
	 * An identifier with type arguments.
	 *
	 * @param name the identifier or a keyword such as {@code int}
	 * @param arguments the type arguments
	 */
	record Part(String name, List<TypeSyntax> arguments) {

		@Override
		public String toString() {
			return this.arguments.isEmpty() ? this.name : this.name
					+ this.arguments.stream().map(TypeSyntax::toString).collect(Collectors.joining(", ", "<", ">"));
		}

	}

	/**
	 * {@code T[]}.
	 *
	 * @param position the offset
	 * @param element the type of the elements
	 */
	record ArrayOf(int position, TypeSyntax element) implements TypeSyntax {

		@Override
		public String toString() {
			return this.element + "[]";
		}

	}

	/**
	 * {@code T?}.
	 *
	 * @param position the offset
	 * @param element the type that may be null
	 */
	record NullableOf(int position, TypeSyntax element) implements TypeSyntax {

		@Override
		public String toString() {
			return this.element + "?";
		}

	}

	/**
	 * Tells whether this is the word {@code var}.
	 * @return true if the type is to be inferred
	 */
	default boolean isVar() {
		return this instanceof Named named && named.parts().size() == 1 && named.parts().get(0).name().equals("var")
				&& named.parts().get(0).arguments().isEmpty();
	}

}
