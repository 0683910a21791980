package io.selvage.gateway.expression.types;

/**
 * Declares a part of the .NET types that expressions can use.
 */
@FunctionalInterface
public interface TypeModule {

	/**
	 * Declares types and members.
	 * @param types takes the declarations
	 */
	void register(TypeRegistry types);

}
