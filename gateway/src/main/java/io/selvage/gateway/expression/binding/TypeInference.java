package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.TypeParameter;
import org.jspecify.annotations.Nullable;

/**
 * Infers the type arguments of a generic method: first from the arguments that have a
 * type, then from what lambdas return once their parameters are known (C# language
 * specification, "type inference").
 */
final class TypeInference {

	private final TypeRelations relations;

	private final Conversions conversions;

	private final FunctionBinder functions;

	private final Candidate candidate;

	private final List<Argument> arguments;

	private final Map<TypeParameter, Set<ClrType>> bounds = new HashMap<>();

	private final Map<TypeParameter, ClrType> fixed = new HashMap<>();

	TypeInference(TypeRelations relations, Conversions conversions, FunctionBinder functions, Candidate candidate,
			List<Argument> arguments) {
		this.relations = relations;
		this.conversions = conversions;
		this.functions = functions;
		this.candidate = candidate;
		this.arguments = arguments;
	}

	/** The type arguments, or null if they cannot be inferred. */
	@Nullable List<ClrType> infer() {
		Method method = this.candidate.method();
		List<Integer> pending = new ArrayList<>();
		for (int i = 0; i < this.arguments.size(); i++) {
			Bound value = this.arguments.get(i).value();
			if (value instanceof Bound.UnboundLambda || value instanceof Bound.MethodGroup) {
				pending.add(i);
			}
			else if (value != null && !(value.type() instanceof PseudoType)) {
				lower(value.type(), this.candidate.declaredType(i));
			}
		}
		while (!pending.isEmpty() && inferOne(pending)) {
			continue;
		}
		List<ClrType> result = new ArrayList<>();
		for (TypeParameter parameter : method.typeParameters()) {
			ClrType type = fix(parameter);
			if (type == null) {
				return null;
			}
			result.add(type);
		}
		return List.copyOf(result);
	}

	/** Uses one function argument whose inputs are known; false if there is none. */
	private boolean inferOne(List<Integer> pending) {
		for (Integer index : pending) {
			ClrType declared = this.candidate.declaredType(index);
			if (!(declared instanceof NamedType delegate) || !CoreTypes.isDelegate(delegate)) {
				pending.remove(index);
				return true;
			}
			List<ClrType> inputs = inputs(delegate);
			if (inputs == null) {
				continue;
			}
			pending.remove(index);
			Bound value = this.arguments.get(index).value();
			ClrType returned = (value instanceof Bound.UnboundLambda lambda) ? this.functions.returnType(lambda, inputs)
					: (value instanceof Bound.MethodGroup group) ? this.functions.returnType(group, inputs) : null;
			if (returned != null && !(returned instanceof PseudoType)) {
				lower(returned, DelegateTypes.returnType(delegate));
			}
			return true;
		}
		return false;
	}

	private @Nullable List<ClrType> inputs(NamedType delegate) {
		List<ClrType> inputs = new ArrayList<>();
		for (ClrType parameter : DelegateTypes.parameterTypes(delegate)) {
			Set<TypeParameter> open = new HashSet<>();
			collect(parameter, open);
			for (TypeParameter unknown : open) {
				if (fix(unknown) == null) {
					return null;
				}
			}
			inputs.add(parameter.substitute(this.fixed));
		}
		return inputs;
	}

	private void collect(ClrType type, Set<TypeParameter> found) {
		if (type instanceof TypeParameter parameter && this.candidate.method().typeParameters().contains(parameter)) {
			found.add(parameter);
		}
		else if (type instanceof ArrayType array) {
			collect(array.element(), found);
		}
		type.typeArguments().forEach((argument) -> collect(argument, found));
	}

	private @Nullable ClrType fix(TypeParameter parameter) {
		ClrType known = this.fixed.get(parameter);
		if (known == null) {
			known = best(this.bounds.getOrDefault(parameter, Set.of()));
			if (known != null) {
				this.fixed.put(parameter, known);
			}
		}
		return known;
	}

	/** The one of several types to which all others convert. */
	@Nullable ClrType best(Set<ClrType> types) {
		for (ClrType target : types) {
			boolean all = true;
			for (ClrType type : types) {
				all &= this.conversions.implicit(new Bound.Discard(type), target) != null;
			}
			if (all) {
				return target;
			}
		}
		return null;
	}

	private void lower(ClrType type, ClrType declared) {
		if (declared instanceof TypeParameter parameter) {
			if (this.candidate.method().typeParameters().contains(parameter)) {
				this.bounds.computeIfAbsent(parameter, (key) -> new LinkedHashSet<>()).add(type);
			}
		}
		else if (declared instanceof ArrayType target) {
			if (type instanceof ArrayType source) {
				lower(source.element(), target.element());
			}
		}
		else if (declared instanceof NamedType target && !target.typeArguments().isEmpty()) {
			if (target.isNullableValue() && !type.isNullableValue()) {
				lower(type, target.typeArguments().get(0));
				return;
			}
			NamedType source = this.relations.instantiation(type, target.definition());
			if (source != null) {
				for (int i = 0; i < target.typeArguments().size(); i++) {
					lower(source.typeArguments().get(i), target.typeArguments().get(i));
				}
			}
		}
	}

}
