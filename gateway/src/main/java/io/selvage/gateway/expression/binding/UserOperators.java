package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.PseudoType;
import org.jspecify.annotations.Nullable;

/**
 * Operators that types declare, for example {@code DateTime - DateTime}.
 */
final class UserOperators {

	private final Binder binder;

	UserOperators(Binder binder) {
		this.binder = binder;
	}

	@Nullable Bound unary(String operator, Bound operand) {
		return find("operator " + operator, List.of(operand));
	}

	@Nullable Bound binary(Operator operator, Bound left, Bound right) {
		return find("operator " + operator.symbol(), List.of(left, right));
	}

	private @Nullable Bound find(String name, List<Bound> operands) {
		List<Method> methods = new ArrayList<>();
		List<NamedType> searched = new ArrayList<>();
		for (Bound operand : operands) {
			ClrType type = operand.type().withoutNullable();
			if (type instanceof PseudoType) {
				continue;
			}
			for (NamedType level : this.binder.relations().memberTypes(type)) {
				if (!searched.contains(level)) {
					searched.add(level);
					addArity(methods, level.definition().methods(name), operands.size());
				}
			}
		}
		if (methods.isEmpty()) {
			return null;
		}
		List<Argument> arguments = new ArrayList<>();
		operands.forEach((operand) -> arguments.add(Argument.of(operand, 0)));
		return this.binder.calls().resolve(methods, this.binder.core().object, null, arguments, 0);
	}

	private static void addArity(List<Method> found, List<Method> methods, int arity) {
		for (Method method : methods) {
			if (method.parameters().size() == arity) {
				found.add(method);
			}
		}
	}

}
