package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.Parameter;
import io.selvage.gateway.expression.types.TypeParameter;
import org.jspecify.annotations.Nullable;

/**
 * A method with an assignment of arguments to its parameters. With {@code params}, a
 * method makes two candidates: one takes the array, the other its elements.
 */
final class Candidate {

	private final Method method;

	private final Map<TypeParameter, ClrType> types;

	private final boolean expanded;

	private final int[] parameterOf;

	private List<ClrType> typeArguments = List.of();

	private Candidate(Method method, Map<TypeParameter, ClrType> types, boolean expanded, int[] parameterOf) {
		this.method = method;
		this.types = types;
		this.expanded = expanded;
		this.parameterOf = parameterOf;
	}

	/** The candidates of a method whose parameters can take that many arguments. */
	static List<Candidate> of(Method method, Map<TypeParameter, ClrType> ownerTypes, List<Argument> arguments) {
		List<Candidate> candidates = new ArrayList<>(1);
		int[] normal = map(method.parameters(), arguments, false);
		if (normal != null) {
			candidates.add(new Candidate(method, new HashMap<>(ownerTypes), false, normal));
		}
		int[] expanded = hasParams(method) ? map(method.parameters(), arguments, true) : null;
		if (expanded != null) {
			candidates.add(new Candidate(method, new HashMap<>(ownerTypes), true, expanded));
		}
		return candidates;
	}

	private static boolean hasParams(Method method) {
		int count = method.parameters().size();
		return count > 0 && method.parameters().get(count - 1).mode() == Parameter.Mode.PARAMS;
	}

	private static int @Nullable [] map(List<Parameter> parameters, List<Argument> arguments, boolean expanded) {
		int[] parameterOf = new int[arguments.size()];
		boolean[] given = new boolean[parameters.size()];
		for (int i = 0; i < parameterOf.length; i++) {
			String name = arguments.get(i).name();
			int index = (name != null) ? indexOf(parameters, name) : i;
			if (expanded && index >= parameters.size() - 1) {
				index = parameters.size() - 1;
			}
			else if (index < 0 || index >= parameters.size() || given[index]) {
				return null;
			}
			given[index] = true;
			parameterOf[i] = index;
		}
		for (int i = 0; i < given.length; i++) {
			boolean mayBeMissing = parameters.get(i).optional() || (expanded && i == given.length - 1);
			if (!given[i] && !mayBeMissing) {
				return null;
			}
		}
		return parameterOf;
	}

	private static int indexOf(List<Parameter> parameters, String name) {
		for (int i = 0; i < parameters.size(); i++) {
			if (parameters.get(i).name().equals(name)) {
				return i;
			}
		}
		return -1;
	}

	Method method() {
		return this.method;
	}

	boolean expanded() {
		return this.expanded;
	}

	int parameterOf(int argument) {
		return this.parameterOf[argument];
	}

	List<ClrType> typeArguments() {
		return this.typeArguments;
	}

	void setTypeArguments(List<ClrType> arguments) {
		this.typeArguments = arguments;
		for (int i = 0; i < arguments.size(); i++) {
			this.types.put(this.method.typeParameters().get(i), arguments.get(i));
		}
	}

	/** The type of the parameter that takes an argument, as declared. */
	ClrType declaredType(int argument) {
		ClrType type = this.method.parameters().get(this.parameterOf[argument]).type();
		boolean element = this.expanded && this.parameterOf[argument] == this.method.parameters().size() - 1;
		ClrType declared = (element && type instanceof ArrayType array) ? array.element() : type;
		return (this.method.typeParameters().isEmpty() || !this.typeArguments.isEmpty()) ? declared
				: declared.substitute(this.types);
	}

	/** The type of the parameter that takes an argument. */
	ClrType typeFor(int argument) {
		return declaredType(argument).substitute(this.types);
	}

	ClrType substitute(ClrType type) {
		return type.substitute(this.types);
	}

	boolean usesDefaults(int arguments) {
		return !this.expanded && arguments < this.method.parameters().size();
	}

	boolean isByReference(int argument) {
		Parameter.Mode mode = this.method.parameters().get(this.parameterOf[argument]).mode();
		return mode == Parameter.Mode.OUT || mode == Parameter.Mode.REF;
	}

}
