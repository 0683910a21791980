package io.selvage.gateway.expression.types;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A declared .NET type with its members. Complete and unchanging once
 * {@link TypeRegistry#build()} has returned.
 */
public final class TypeDefinition {

	private final String fullName;

	private final TypeKind kind;

	private final Class<?> javaClass;

	private final List<TypeParameter> parameters;

	private final @Nullable Object defaultValue;

	private final @Nullable EnumDefinition enumeration;

	private @Nullable NamedType base;

	private final List<NamedType> interfaces = new ArrayList<>();

	private final List<Method> constructors = new ArrayList<>();

	private final Map<String, List<Method>> methods = new HashMap<>();

	private final Map<String, Property> properties = new HashMap<>();

	private final List<Property> indexers = new ArrayList<>();

	private @Nullable ClrType enumerated;

	private @Nullable Body enumerator;

	private @Nullable Method invoke;

	TypeDefinition(String fullName, TypeKind kind, Class<?> javaClass, List<TypeParameter> parameters,
			@Nullable Object defaultValue, @Nullable EnumDefinition enumeration) {
		this.fullName = fullName;
		this.kind = kind;
		this.javaClass = javaClass;
		this.parameters = parameters;
		this.defaultValue = defaultValue;
		this.enumeration = enumeration;
	}

	/**
	 * Makes the type of an anonymous object.
	 * @param names the names of its properties
	 * @param types their types
	 * @param object {@code System.Object}
	 * @return a class with read-only properties
	 */
	public static TypeDefinition anonymous(List<String> names, List<ClrType> types, NamedType object) {
		TypeDefinition definition = new TypeDefinition("<anonymous type>", TypeKind.CLASS, AnonymousObject.class,
				List.of(), null, null);
		definition.setBase(object);
		for (int i = 0; i < names.size(); i++) {
			int index = i;
			Body.F1<AnonymousObject> getter = (value) -> value.value(index);
			definition.add(new Property(definition, names.get(i), false, List.of(), types.get(i), getter, null, null));
		}
		return definition;
	}

	/**
	 * Returns the name with namespace, without type parameters.
	 * @return for example {@code System.Collections.Generic.List}
	 */
	public String fullName() {
		return this.fullName;
	}

	/**
	 * Returns the name without namespace.
	 * @return for example {@code List}
	 */
	public String name() {
		return this.fullName.substring(this.fullName.lastIndexOf('.') + 1);
	}

	public String namespace() {
		int dot = this.fullName.lastIndexOf('.');
		return (dot < 0) ? "" : this.fullName.substring(0, dot);
	}

	public TypeKind kind() {
		return this.kind;
	}

	public Class<?> javaClass() {
		return this.javaClass;
	}

	public List<TypeParameter> parameters() {
		return this.parameters;
	}

	/**
	 * Returns {@code default(T)}.
	 * @return null for reference types
	 */
	public @Nullable Object defaultValue() {
		return this.defaultValue;
	}

	/**
	 * Returns the enumeration this type is.
	 * @return null unless the kind is {@link TypeKind#ENUM}
	 */
	public @Nullable EnumDefinition enumeration() {
		return this.enumeration;
	}

	public @Nullable NamedType base() {
		return this.base;
	}

	public List<NamedType> interfaces() {
		return Collections.unmodifiableList(this.interfaces);
	}

	public List<Method> constructors() {
		return Collections.unmodifiableList(this.constructors);
	}

	/**
	 * Returns the methods of a name that are declared here, not in a base.
	 * @param name the name, {@code operator +}, {@code implicit} or {@code explicit}
	 * @return the overloads
	 */
	public List<Method> methods(String name) {
		return this.methods.getOrDefault(name, List.of());
	}

	/**
	 * Returns all methods that are declared here.
	 * @return overloads by name
	 */
	public Map<String, List<Method>> methods() {
		return Collections.unmodifiableMap(this.methods);
	}

	public @Nullable Property property(String name) {
		return this.properties.get(name);
	}

	/**
	 * Returns all properties that are declared here.
	 * @return properties by name
	 */
	public Map<String, Property> properties() {
		return Collections.unmodifiableMap(this.properties);
	}

	public List<Property> indexers() {
		return Collections.unmodifiableList(this.indexers);
	}

	/**
	 * Returns what {@code foreach} yields where that differs from {@code IEnumerable<T>}.
	 * @return the type of an element, or null
	 */
	public @Nullable ClrType enumerated() {
		return this.enumerated;
	}

	/**
	 * Returns what {@code foreach} calls for an iterable, if {@link #enumerated()} is not
	 * null.
	 * @return takes the value, returns an Iterable
	 */
	public @Nullable Body enumerator() {
		return this.enumerator;
	}

	/**
	 * Returns the signature of a delegate type.
	 * @return null unless the kind is {@link TypeKind#DELEGATE}
	 */
	public @Nullable Method invoke() {
		return this.invoke;
	}

	/**
	 * Returns the type with its own parameters as arguments.
	 * @return for example {@code List<T>}
	 */
	public NamedType self() {
		return new NamedType(this, List.copyOf(this.parameters));
	}

	void setBase(NamedType base) {
		this.base = base;
	}

	void addInterface(NamedType type) {
		this.interfaces.add(type);
	}

	void setEnumerated(ClrType type, Body enumerator) {
		this.enumerated = type;
		this.enumerator = enumerator;
	}

	void setInvoke(Method method) {
		this.invoke = method;
	}

	void add(Method method) {
		if (method.name().equals(".ctor")) {
			this.constructors.add(method);
		}
		else {
			this.methods.computeIfAbsent(method.name(), (name) -> new ArrayList<>()).add(method);
		}
	}

	void add(Property property) {
		if (property.name().equals("this[]")) {
			this.indexers.add(property);
		}
		else if (this.properties.put(property.name(), property) != null) {
			throw new IllegalArgumentException(this.fullName + "." + property.name() + " is declared twice");
		}
	}

	@Override
	public String toString() {
		return this.fullName;
	}

}
