package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.Parameter;
import io.selvage.gateway.expression.types.TypeParameter;

/**
 * The signature of a delegate type.
 */
final class DelegateTypes {

	private DelegateTypes() {
	}

	private static Method invoke(NamedType delegate) {
		Method invoke = delegate.definition().invoke();
		if (invoke == null) {
			throw new IllegalStateException(delegate + " has no signature");
		}
		return invoke;
	}

	static List<ClrType> parameterTypes(NamedType delegate) {
		Map<TypeParameter, ClrType> arguments = TypeRelations.arguments(delegate);
		List<ClrType> types = new ArrayList<>();
		for (Parameter parameter : invoke(delegate).parameters()) {
			types.add(parameter.type().substitute(arguments));
		}
		return types;
	}

	static ClrType returnType(NamedType delegate) {
		return invoke(delegate).returnType().substitute(TypeRelations.arguments(delegate));
	}

}
