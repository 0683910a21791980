package io.selvage.gateway.expression.types;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes the members of one type. Signatures are written as in C#; see the package
 * documentation.
 */
public final class TypeBuilder {

	private final TypeDefinition definition;

	private final List<Declaration> declarations = new ArrayList<>();

	private final List<String> interfaces = new ArrayList<>();

	private @Nullable String base;

	TypeBuilder(TypeDefinition definition) {
		this.definition = definition;
	}

	/**
	 * Names the base class. Without it the base is {@code object}.
	 * @param type for example {@code JContainer}
	 * @return this
	 */
	public TypeBuilder base(String type) {
		this.base = type;
		return this;
	}

	/**
	 * Names an interface that values of this type can be converted to.
	 * @param type for example {@code IEnumerable<JToken>}
	 * @return this
	 */
	public TypeBuilder implement(String type) {
		this.interfaces.add(type);
		return this;
	}

	/**
	 * States what {@code foreach} over this type yields, where it is not what the Java
	 * object's own iterator or the type's {@code IEnumerable<T>} yields.
	 * @param elementType for example {@code KeyValuePair<string, JToken>}
	 * @param iterable makes an {@link Iterable} of a value
	 * @param <A> the Java class of the type
	 * @return this
	 */
	public <A> TypeBuilder enumerates(String elementType, Body.F1<A> iterable) {
		return add(Declaration.Kind.ENUMERATED, elementType, iterable, null);
	}

	public TypeBuilder constructor(String signature, Body.F0 body) {
		return add(Declaration.Kind.CONSTRUCTOR, signature, body, null);
	}

	public <A extends @Nullable Object> TypeBuilder constructor(String signature, Body.F1<A> body) {
		return add(Declaration.Kind.CONSTRUCTOR, signature, body, null);
	}

	public <A extends @Nullable Object, B extends @Nullable Object> TypeBuilder constructor(String signature,
			Body.F2<A, B> body) {
		return add(Declaration.Kind.CONSTRUCTOR, signature, body, null);
	}

	public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> TypeBuilder constructor(
			String signature, Body.F3<A, B, C> body) {
		return add(Declaration.Kind.CONSTRUCTOR, signature, body, null);
	}

	/**
	 * Declares a constructor whose implementation takes the whole call.
	 * @param signature for example {@code DateTime(int year, int month, int day)}
	 * @param body the implementation
	 * @return this
	 */
	public TypeBuilder constructCall(String signature, Body.Full body) {
		return add(Declaration.Kind.CONSTRUCTOR, signature, body, null);
	}

	public TypeBuilder method(String signature, Body.F0 body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	public <A extends @Nullable Object> TypeBuilder method(String signature, Body.F1<A> body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	public <A extends @Nullable Object, B extends @Nullable Object> TypeBuilder method(String signature,
			Body.F2<A, B> body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> TypeBuilder method(
			String signature, Body.F3<A, B, C> body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object> TypeBuilder method(
			String signature, Body.F4<A, B, C, D> body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object, E extends @Nullable Object> TypeBuilder method(
			String signature, Body.F5<A, B, C, D, E> body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	/**
	 * Declares a method that returns {@code void}.
	 * @param signature for example {@code void Clear()}
	 * @param body the implementation
	 * @param <A> the receiver
	 * @return this
	 */
	public <A extends @Nullable Object> TypeBuilder action(String signature, Body.Do1<A> body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	public <A extends @Nullable Object, B extends @Nullable Object> TypeBuilder action(String signature,
			Body.Do2<A, B> body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> TypeBuilder action(
			String signature, Body.Do3<A, B, C> body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	/**
	 * Declares a method whose implementation takes the whole call: type arguments, budget
	 * and any number of arguments.
	 * @param signature for example {@code T Value<T>(object key)}
	 * @param body the implementation
	 * @return this
	 */
	public TypeBuilder call(String signature, Body.Full body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	/**
	 * Declares a generic method whose body is chosen when a call is compiled.
	 * @param signature for example {@code T Get<T>(string key)}
	 * @param body makes the body for the type arguments
	 * @return this
	 */
	public TypeBuilder typed(String signature, Body.Typed body) {
		return add(Declaration.Kind.METHOD, signature, body, null);
	}

	public TypeBuilder property(String signature, Body.F0 getter) {
		return add(Declaration.Kind.PROPERTY, signature, getter, null);
	}

	public <A> TypeBuilder property(String signature, Body.F1<A> getter) {
		return add(Declaration.Kind.PROPERTY, signature, getter, null);
	}

	/**
	 * Declares a property that can be set.
	 * @param signature for example {@code JToken Value}
	 * @param getter reads it
	 * @param setter writes it
	 * @param <A> the receiver
	 * @param <B> the value
	 * @return this
	 */
	public <A, B extends @Nullable Object> TypeBuilder property(String signature, Body.F1<A> getter,
			Body.Do2<A, B> setter) {
		return add(Declaration.Kind.PROPERTY, signature, getter, setter);
	}

	/**
	 * Declares a property of type {@code int}, read without boxing.
	 * @param signature for example {@code int Length}
	 * @param getter reads it
	 * @param <A> the receiver
	 * @return this
	 */
	public <A> TypeBuilder intProperty(String signature, Body.ToInt<A> getter) {
		return add(Declaration.Kind.PROPERTY, signature, getter, null);
	}

	/**
	 * Declares a constant, usable in constant expressions.
	 * @param signature for example {@code int MaxValue}
	 * @param value the value
	 * @return this
	 */
	public TypeBuilder constant(String signature, Object value) {
		Body.F0 getter = () -> value;
		this.declarations.add(new Declaration(Declaration.Kind.CONSTANT, signature, getter, null, value));
		return this;
	}

	public <A, B extends @Nullable Object> TypeBuilder indexer(String signature, Body.F2<A, B> getter) {
		return add(Declaration.Kind.PROPERTY, signature, getter, null);
	}

	/**
	 * Declares an indexer that can be set.
	 * @param signature for example {@code JToken this[string propertyName]}
	 * @param getter reads an element
	 * @param setter writes an element
	 * @param <A> the receiver
	 * @param <B> the index
	 * @param <C> the value
	 * @return this
	 */
	public <A, B extends @Nullable Object, C extends @Nullable Object> TypeBuilder indexer(String signature,
			Body.F2<A, B> getter, Body.Do3<A, B, C> setter) {
		return add(Declaration.Kind.PROPERTY, signature, getter, setter);
	}

	private TypeBuilder add(Declaration.Kind kind, String signature, Body body, @Nullable Body setter) {
		this.declarations.add(new Declaration(kind, signature, body, setter, null));
		return this;
	}

	TypeDefinition definition() {
		return this.definition;
	}

	void complete(TypeLibrary library) {
		if (this.definition.kind() == TypeKind.CLASS || this.definition.kind() == TypeKind.STRUCT
				|| this.definition.kind() == TypeKind.ENUM) {
			if (!this.definition.fullName().equals("System.Object")) {
				this.definition.setBase(named(library, (this.base != null) ? this.base : "object"));
			}
		}
		for (String type : this.interfaces) {
			this.definition.addInterface(named(library, type));
		}
		for (Declaration declaration : this.declarations) {
			try {
				new SignatureReader(library, this.definition, declaration).declare();
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						this.definition.fullName() + ": " + declaration.signature() + ": " + ex.getMessage(), ex);
			}
		}
	}

	private NamedType named(TypeLibrary library, String text) {
		if (library.type(text, this.definition.parameters()) instanceof NamedType named) {
			return named;
		}
		throw new IllegalArgumentException(this.definition.fullName() + ": '" + text + "' cannot be a base");
	}

	/**
	 * A member as it was declared, its signature not yet read.
	 *
	 * @param kind what it is
	 * @param signature the text
	 * @param body the implementation, or the getter
	 * @param setter the setter, or null
	 * @param constant the value of a constant, or null
	 */
	record Declaration(Kind kind, String signature, Body body, @Nullable Body setter, @Nullable Object constant) {

		enum Kind {

			CONSTRUCTOR, METHOD, PROPERTY, CONSTANT, ENUMERATED, INVOKE

		}

	}

	void invoke(String signature) {
		Body.F0 nothing = () -> null;
		this.declarations.add(new Declaration(Declaration.Kind.INVOKE, signature, nothing, null, null));
	}

}
