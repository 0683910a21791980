package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.TypeParameter;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among methods of one name (C# language specification, "overload resolution").
 */
final class OverloadResolver {

	private final CoreTypes core;

	private final TypeRelations relations;

	private final Conversions conversions;

	private final FunctionBinder functions;

	OverloadResolver(CoreTypes core, TypeRelations relations, Conversions conversions, FunctionBinder functions) {
		this.core = core;
		this.relations = relations;
		this.conversions = conversions;
		this.functions = functions;
	}

	/**
	 * The candidates of a method that fit the arguments, with inferred type arguments.
	 */
	List<Candidate> applicable(Method method, Map<TypeParameter, ClrType> ownerTypes, List<ClrType> typeArguments,
			List<Argument> arguments) {
		List<Candidate> fitting = new ArrayList<>(1);
		if (!typeArguments.isEmpty() && typeArguments.size() != method.typeParameters().size()) {
			return fitting;
		}
		for (Candidate candidate : Candidate.of(method, ownerTypes, arguments)) {
			if (inferred(candidate, typeArguments, arguments) && fits(candidate, arguments)) {
				fitting.add(candidate);
				break;
			}
		}
		return fitting;
	}

	private boolean inferred(Candidate candidate, List<ClrType> given, List<Argument> arguments) {
		if (candidate.method().typeParameters().isEmpty()) {
			return true;
		}
		List<ClrType> types = given.isEmpty()
				? new TypeInference(this.relations, this.conversions, this.functions, candidate, arguments).infer()
				: given;
		if (types == null) {
			return false;
		}
		candidate.setTypeArguments(types);
		return true;
	}

	private boolean fits(Candidate candidate, List<Argument> arguments) {
		for (int i = 0; i < arguments.size(); i++) {
			Argument argument = arguments.get(i);
			if (argument.isByReference() != candidate.isByReference(i)) {
				return false;
			}
			Bound value = argument.value();
			ClrType type = candidate.typeFor(i);
			if (value == null || (value instanceof Bound.Discard && argument.isByReference())) {
				continue;
			}
			if (argument.isByReference()) {
				if (!value.type().equals(type)) {
					return false;
				}
			}
			else if (this.conversions.implicit(value, type) == null) {
				return false;
			}
		}
		return true;
	}

	/** The best of several candidates, or null if none is better than all others. */
	@Nullable Candidate best(List<Candidate> candidates, List<Argument> arguments) {
		for (Candidate candidate : candidates) {
			boolean best = true;
			for (Candidate other : candidates) {
				best &= candidate == other || isBetter(candidate, other, arguments);
			}
			if (best) {
				return candidate;
			}
		}
		return null;
	}

	private boolean isBetter(Candidate a, Candidate b, List<Argument> arguments) {
		boolean better = false;
		boolean same = true;
		for (int i = 0; i < arguments.size(); i++) {
			ClrType first = a.typeFor(i);
			ClrType second = b.typeFor(i);
			same &= first.equals(second);
			int order = compare(arguments.get(i).value(), first, second);
			if (order < 0) {
				return false;
			}
			better |= order > 0;
		}
		return better || (same ? winsTie(a, b, arguments) : winsTie(a, b, arguments) && !a.expanded());
	}

	private boolean winsTie(Candidate a, Candidate b, List<Argument> arguments) {
		boolean genericA = !a.method().typeParameters().isEmpty();
		boolean genericB = !b.method().typeParameters().isEmpty();
		if (genericA != genericB) {
			return genericB;
		}
		if (a.expanded() != b.expanded()) {
			return b.expanded();
		}
		int countA = a.method().parameters().size();
		int countB = b.method().parameters().size();
		boolean defaultsA = a.usesDefaults(arguments.size());
		boolean defaultsB = b.usesDefaults(arguments.size());
		if (defaultsA != defaultsB) {
			return defaultsB;
		}
		if (a.expanded() && countA != countB) {
			return countA > countB;
		}
		if (defaultsA && countA != countB) {
			return countA < countB;
		}
		return specificity(a, arguments) > specificity(b, arguments);
	}

	/** How many parameters are declared with more than a bare type parameter. */
	private static int specificity(Candidate candidate, List<Argument> arguments) {
		int specific = 0;
		for (int i = 0; i < arguments.size(); i++) {
			ClrType declared = candidate.method().parameters().get(candidate.parameterOf(i)).type();
			specific += weight(declared);
		}
		return specific;
	}

	private static int weight(ClrType type) {
		int weight = (type instanceof TypeParameter) ? 0 : 1;
		for (ClrType argument : type.typeArguments()) {
			weight += weight(argument);
		}
		return weight;
	}

	/** Positive if the first type suits the value better, negative if the second does. */
	private int compare(@Nullable Bound value, ClrType first, ClrType second) {
		if (value == null || first.equals(second)) {
			return 0;
		}
		if (value instanceof Bound.UnboundLambda lambda) {
			return compareDelegates(lambda, first, second);
		}
		if (value.type().equals(first)) {
			return 1;
		}
		if (value.type().equals(second)) {
			return -1;
		}
		return compareTargets(first, second);
	}

	private int compareTargets(ClrType first, ClrType second) {
		boolean there = this.conversions.implicit(new Bound.Discard(first), second) != null;
		boolean back = this.conversions.implicit(new Bound.Discard(second), first) != null;
		if (there != back) {
			return there ? 1 : -1;
		}
		NumericType a = NumericType.of(first);
		NumericType b = NumericType.of(second);
		if (a != null && b != null && a.isIntegral() && b.isIntegral() && a.isSigned() != b.isSigned()) {
			return a.isSigned() ? 1 : -1;
		}
		return 0;
	}

	private int compareDelegates(Bound.UnboundLambda lambda, ClrType first, ClrType second) {
		if (!(first instanceof NamedType a) || !(second instanceof NamedType b) || !CoreTypes.isDelegate(a)
				|| !CoreTypes.isDelegate(b)) {
			return 0;
		}
		List<ClrType> parameters = DelegateTypes.parameterTypes(a);
		if (!parameters.equals(DelegateTypes.parameterTypes(b))) {
			return 0;
		}
		ClrType returnA = DelegateTypes.returnType(a);
		ClrType returnB = DelegateTypes.returnType(b);
		if (returnA.equals(returnB)) {
			return 0;
		}
		if (this.core.isVoid(returnA) || this.core.isVoid(returnB)) {
			return this.core.isVoid(returnB) ? 1 : -1;
		}
		ClrType actual = this.functions.returnType(lambda, parameters);
		if (actual == null || actual instanceof PseudoType) {
			return 0;
		}
		return actual.equals(returnA) ? 1 : actual.equals(returnB) ? -1 : compareTargets(returnA, returnB);
	}

}
