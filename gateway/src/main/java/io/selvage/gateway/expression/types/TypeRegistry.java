package io.selvage.gateway.expression.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Takes the declarations of all modules and makes the {@link TypeLibrary} of them. Not
 * thread-safe; used once at start-up.
 */
public final class TypeRegistry {

	private final Map<String, TypeBuilder> builders = new LinkedHashMap<>();

	/**
	 * Declares a class.
	 * @param name the full name, with type parameters if generic, for example
	 * {@code System.Collections.Generic.List<T>}
	 * @param javaClass the class of its values
	 * @return takes the members
	 */
	public TypeBuilder define(String name, Class<?> javaClass) {
		return add(name, TypeKind.CLASS, javaClass, null, null);
	}

	/**
	 * Declares a value type.
	 * @param name the full name
	 * @param javaClass the class of its values
	 * @param defaultValue {@code default(T)}
	 * @return takes the members
	 */
	public TypeBuilder defineStruct(String name, Class<?> javaClass, Object defaultValue) {
		return add(name, TypeKind.STRUCT, javaClass, defaultValue, null);
	}

	/**
	 * Declares an interface.
	 * @param name the full name
	 * @param javaClass the class or interface of its values; {@link Object} if they have
	 * none in common
	 * @return takes the members
	 */
	public TypeBuilder defineInterface(String name, Class<?> javaClass) {
		return add(name, TypeKind.INTERFACE, javaClass, null, null);
	}

	/**
	 * Declares a class of static members and extension methods. May be called again for
	 * the same name to add more.
	 * @param name the full name
	 * @return takes the members
	 */
	public TypeBuilder defineStatic(String name) {
		TypeBuilder existing = this.builders.get(name);
		return (existing != null) ? existing : add(name, TypeKind.STATIC, Void.class, null, null);
	}

	/**
	 * Declares an enumeration. Names of members are resolved by the compiler; nothing
	 * more has to be said.
	 * @param enumeration names and numbers
	 */
	public void enumeration(EnumDefinition enumeration) {
		add(enumeration.fullName(), TypeKind.ENUM, EnumValue.class, enumeration.value(0), enumeration)
			.base("System.Enum");
	}

	/**
	 * Declares a delegate type.
	 * @param name the full name, for example {@code System.Func<T, TResult>}
	 * @param signature return type and parameters, for example
	 * {@code TResult Invoke(T arg)}
	 */
	public void delegate(String name, String signature) {
		add(name, TypeKind.DELEGATE, Delegate.class, null, null).invoke(signature);
	}

	/**
	 * Declares an exception type with the members of {@code System.Exception}.
	 * @param name the full name
	 * @param base the base exception
	 * @return takes further members; their receiver is a {@link ClrException}
	 */
	public TypeBuilder exception(String name, String base) {
		return add(name, TypeKind.CLASS, ClrException.class, null, null).base(base)
			.constructor(simpleName(name) + "()", () -> new ClrException(name, ""))
			.constructor(simpleName(name) + "(string message)",
					(@Nullable String message) -> new ClrException(name, (message != null) ? message : ""))
			.constructor(simpleName(name) + "(string message, Exception innerException)", (@Nullable String message,
					@Nullable ClrException inner) -> new ClrException(name, (message != null) ? message : "", inner));
	}

	/**
	 * Declares an exception whose constructors name a parameter instead of a message.
	 * @param name the full name
	 * @param base the base exception
	 * @return takes further members
	 */
	public TypeBuilder exceptionOfParameter(String name, String base) {
		return add(name, TypeKind.CLASS, ClrException.class, null, null).base(base)
			.constructor(simpleName(name) + "()", () -> new ClrException(name, ""))
			.constructor(simpleName(name) + "(string message, Exception innerException)", (@Nullable String message,
					@Nullable ClrException inner) -> new ClrException(name, (message != null) ? message : "", inner));
	}

	private static String simpleName(String fullName) {
		return fullName.substring(fullName.lastIndexOf('.') + 1);
	}

	private TypeBuilder add(String name, TypeKind kind, Class<?> javaClass, @Nullable Object defaultValue,
			@Nullable EnumDefinition enumeration) {
		int generic = name.indexOf('<');
		String fullName = (generic < 0) ? name : name.substring(0, generic);
		List<TypeParameter> parameters = new ArrayList<>();
		if (generic >= 0) {
			for (String parameter : name.substring(generic + 1, name.length() - 1).split(",")) {
				parameters.add(new TypeParameter(parameter.trim()));
			}
		}
		TypeBuilder builder = new TypeBuilder(
				new TypeDefinition(fullName, kind, javaClass, List.copyOf(parameters), defaultValue, enumeration));
		if (this.builders.put(parameters.isEmpty() ? fullName : fullName + "`" + parameters.size(), builder) != null) {
			throw new IllegalArgumentException(name + " is declared twice");
		}
		return builder;
	}

	/**
	 * Reads all signatures.
	 * @return the types, unchanging
	 * @throws IllegalArgumentException if a signature cannot be read or names a type that
	 * is not declared
	 */
	public TypeLibrary build() {
		List<TypeDefinition> definitions = new ArrayList<>();
		this.builders.values().forEach((builder) -> definitions.add(builder.definition()));
		TypeLibrary library = new TypeLibrary(definitions);
		this.builders.values().forEach((builder) -> builder.complete(library));
		return library;
	}

}
