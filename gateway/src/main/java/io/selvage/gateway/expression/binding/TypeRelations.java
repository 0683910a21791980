package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.TypeDefinition;
import io.selvage.gateway.expression.types.TypeKind;
import io.selvage.gateway.expression.types.TypeLibrary;
import io.selvage.gateway.expression.types.TypeParameter;
import org.jspecify.annotations.Nullable;

/**
 * Which type is a base or interface of which.
 */
final class TypeRelations {

	/** The interfaces of .NET whose parameter is only returned ({@code out T}). */
	private static final Set<String> COVARIANT = Set.of("System.Collections.Generic.IEnumerable",
			"System.Collections.Generic.IEnumerator", "System.Collections.Generic.IReadOnlyCollection",
			"System.Collections.Generic.IReadOnlyList", "System.Linq.IOrderedEnumerable", "System.Linq.IGrouping");

	private static final List<String> OF_ARRAYS = List.of("System.Collections.Generic.IEnumerable",
			"System.Collections.Generic.ICollection", "System.Collections.Generic.IList",
			"System.Collections.Generic.IReadOnlyCollection", "System.Collections.Generic.IReadOnlyList");

	private final TypeLibrary library;

	private final CoreTypes core;

	TypeRelations(TypeLibrary library, CoreTypes core) {
		this.library = library;
		this.core = core;
	}

	/**
	 * A supertype, and whether a value has to be enumerated to be one.
	 *
	 * @param type the supertype
	 * @param enumerator the type whose enumerator makes it, or null
	 */
	record SuperType(NamedType type, @Nullable TypeDefinition enumerator) {
	}

	static Map<TypeParameter, ClrType> arguments(NamedType type) {
		List<TypeParameter> parameters = type.definition().parameters();
		if (parameters.isEmpty()) {
			return Map.of();
		}
		Map<TypeParameter, ClrType> map = new HashMap<>();
		for (int i = 0; i < parameters.size(); i++) {
			map.put(parameters.get(i), type.typeArguments().get(i));
		}
		return map;
	}

	/** The type itself, its bases and all interfaces, nearest first. */
	List<SuperType> superTypes(ClrType type) {
		List<SuperType> found = new ArrayList<>();
		if (type instanceof ArrayType array) {
			found.add(new SuperType(this.core.array, null));
			for (String name : OF_ARRAYS) {
				TypeDefinition definition = this.library.definition(name, 1);
				if (definition != null) {
					collect(new NamedType(definition, List.of(array.element())), null, found);
				}
			}
			found.add(new SuperType(this.core.object, null));
		}
		else if (type instanceof NamedType named) {
			collect(named, null, found);
		}
		return found;
	}

	private void collect(NamedType type, @Nullable TypeDefinition enumerator, List<SuperType> found) {
		for (SuperType known : found) {
			if (known.type().equals(type)) {
				return;
			}
		}
		found.add(new SuperType(type, enumerator));
		Map<TypeParameter, ClrType> arguments = arguments(type);
		TypeDefinition definition = type.definition();
		TypeDefinition own = (definition.enumerator() != null) ? definition : enumerator;
		for (NamedType implemented : definition.interfaces()) {
			collect((NamedType) implemented.substitute(arguments), own, found);
		}
		NamedType base = definition.base();
		if (base != null) {
			collect((NamedType) base.substitute(arguments), enumerator, found);
		}
	}

	/** The bases whose members a value of the type has, nearest first. */
	List<NamedType> memberTypes(ClrType type) {
		List<NamedType> types = new ArrayList<>();
		if (type instanceof ArrayType) {
			types.add(this.core.array);
		}
		else if (CoreTypes.isInterface(type)) {
			superTypes(type).forEach((superType) -> types.add(superType.type()));
		}
		else {
			NamedType current = (type instanceof NamedType named) ? named : null;
			while (current != null) {
				types.add(current);
				NamedType base = current.definition().base();
				current = (base != null) ? (NamedType) base.substitute(arguments(current)) : null;
			}
		}
		if (!types.contains(this.core.object)) {
			types.add(this.core.object);
		}
		return types;
	}

	/** The one supertype that is made of a definition, or null. */
	@Nullable NamedType instantiation(ClrType type, TypeDefinition definition) {
		for (SuperType superType : superTypes(type)) {
			if (superType.type().definition() == definition) {
				return superType.type();
			}
		}
		return null;
	}

	/** Finds the target among the supertypes, with variance; null if it is none. */
	@Nullable SuperType asSuperType(ClrType from, ClrType to) {
		if (!(to instanceof NamedType target)) {
			return null;
		}
		for (SuperType superType : superTypes(from)) {
			if (superType.type().equals(target) || variantOf(superType.type(), target)) {
				return superType;
			}
		}
		return null;
	}

	boolean isReferenceConvertible(ClrType from, ClrType to) {
		if (from.equals(to)) {
			return true;
		}
		if (CoreTypes.isPseudo(from) || this.core.isVoid(from)) {
			return false;
		}
		if (to.equals(this.core.object)) {
			return true;
		}
		if (from instanceof ArrayType a && to instanceof ArrayType b) {
			return !a.element().isValueType() && !b.element().isValueType()
					&& isReferenceConvertible(a.element(), b.element());
		}
		return asSuperType(from, to) != null;
	}

	private boolean variantOf(NamedType from, NamedType to) {
		if (from.definition() != to.definition()) {
			return false;
		}
		if (from.definition().kind() == TypeKind.DELEGATE) {
			return false;
		}
		if (!COVARIANT.contains(from.definition().fullName())) {
			return false;
		}
		for (int i = 0; i < from.typeArguments().size(); i++) {
			ClrType a = from.typeArguments().get(i);
			ClrType b = to.typeArguments().get(i);
			if (!a.equals(b) && (a.isValueType() || !isReferenceConvertible(a, b))) {
				return false;
			}
		}
		return true;
	}

	/** What {@code foreach} yields for a type, or null if it cannot be enumerated. */
	@Nullable ClrType elementType(ClrType type) {
		if (type instanceof NamedType named) {
			for (NamedType level : memberTypes(named)) {
				ClrType enumerated = level.definition().enumerated();
				if (enumerated != null) {
					return enumerated.substitute(arguments(level));
				}
			}
		}
		NamedType sequence = instantiation(type, this.core.enumerable);
		return (sequence != null) ? sequence.typeArguments().get(0) : null;
	}

}
