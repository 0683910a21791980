package io.selvage.gateway.expression.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * All .NET types that exist for expressions. Immutable and thread-safe.
 */
public final class TypeLibrary {

	private final Map<String, TypeDefinition> byFullName = new HashMap<>();

	private final Map<String, List<TypeDefinition>> bySimpleName = new HashMap<>();

	private final Map<Class<?>, TypeDefinition> byClass = new HashMap<>();

	private final Set<String> namespaces = new HashSet<>();

	private final List<TypeDefinition> statics = new ArrayList<>();

	private final Map<Class<?>, TypeDefinition> resolvedClasses = new ConcurrentHashMap<>();

	TypeLibrary(List<TypeDefinition> definitions) {
		for (TypeDefinition definition : definitions) {
			int arity = definition.parameters().size();
			this.byFullName.put(key(definition.fullName(), arity), definition);
			this.bySimpleName.computeIfAbsent(key(definition.name(), arity), (name) -> new ArrayList<>())
				.add(definition);
			String namespace = definition.namespace();
			while (!namespace.isEmpty()) {
				this.namespaces.add(namespace);
				namespace = namespace.substring(0, Math.max(0, namespace.lastIndexOf('.')));
			}
			if (definition.kind() == TypeKind.STATIC) {
				this.statics.add(definition);
			}
			else {
				this.byClass.putIfAbsent(definition.javaClass(), definition);
			}
		}
	}

	/**
	 * Makes a library of modules.
	 * @param modules all modules
	 * @return the library
	 */
	public static TypeLibrary of(List<TypeModule> modules) {
		TypeRegistry registry = new TypeRegistry();
		modules.forEach((module) -> module.register(registry));
		return registry.build();
	}

	private static String key(String name, int arity) {
		return (arity == 0) ? name : name + "`" + arity;
	}

	/**
	 * Returns a type by its full name.
	 * @param fullName without type parameters
	 * @param arity the number of type parameters
	 * @return null if there is none
	 */
	public @Nullable TypeDefinition definition(String fullName, int arity) {
		return this.byFullName.get(key(fullName, arity));
	}

	/**
	 * Returns the types of a simple name in all namespaces.
	 * @param name without namespace
	 * @param arity the number of type parameters
	 * @return empty if there is none
	 */
	public List<TypeDefinition> definitions(String name, int arity) {
		return this.bySimpleName.getOrDefault(key(name, arity), List.of());
	}

	/**
	 * Returns the names of all types.
	 * @return full names, sorted
	 */
	public java.util.SortedSet<String> typeNames() {
		java.util.SortedSet<String> names = new java.util.TreeSet<>();
		this.byFullName.values().forEach((definition) -> names.add(definition.fullName()));
		return names;
	}

	public boolean isNamespace(String name) {
		return this.namespaces.contains(name);
	}

	/**
	 * Returns the classes that may hold extension methods.
	 * @return all static classes
	 */
	public List<TypeDefinition> statics() {
		return this.statics;
	}

	/**
	 * Returns the type of a text, for example {@code Dictionary<string, JToken>}.
	 * @param text C# syntax, simple or full names
	 * @return the type
	 * @throws IllegalArgumentException if a name is unknown or ambiguous
	 */
	public ClrType type(String text) {
		return type(text, List.of());
	}

	ClrType type(String text, List<TypeParameter> scope) {
		return new TypeNameReader(this, text, scope).readAll();
	}

	/**
	 * Returns the declared type of a Java object.
	 * @param javaClass the class of the object
	 * @return the type declared for the nearest superclass or interface, or null
	 */
	public @Nullable TypeDefinition definitionOf(Class<?> javaClass) {
		TypeDefinition known = this.resolvedClasses.get(javaClass);
		if (known == null) {
			known = search(javaClass);
			if (known != null) {
				this.resolvedClasses.put(javaClass, known);
			}
		}
		return known;
	}

	private @Nullable TypeDefinition search(Class<?> javaClass) {
		for (Class<?> type = javaClass; type != null && type != Object.class; type = type.getSuperclass()) {
			TypeDefinition found = this.byClass.get(type);
			for (Class<?> implemented : (found != null) ? new Class<?>[0] : type.getInterfaces()) {
				found = (found != null) ? found : search(implemented);
			}
			if (found != null) {
				return found;
			}
		}
		return null;
	}

}
