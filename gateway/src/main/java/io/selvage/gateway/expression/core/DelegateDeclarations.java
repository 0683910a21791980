package io.selvage.gateway.expression.core;

import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;

/**
 * {@code Func}, {@code Action} and their relatives.
 */
final class DelegateDeclarations implements TypeModule {

	private static final int MOST_PARAMETERS = 8;

	@Override
	public void register(TypeRegistry types) {
		types.delegate("System.Action", "void Invoke()");
		StringBuilder names = new StringBuilder();
		StringBuilder parameters = new StringBuilder();
		types.delegate("System.Func<TResult>", "TResult Invoke()");
		for (int i = 1; i <= MOST_PARAMETERS; i++) {
			names.append((i == 1) ? "T1" : ", T" + i);
			parameters.append((i == 1) ? "T1 arg1" : ", T" + i + " arg" + i);
			types.delegate("System.Action<" + names + ">", "void Invoke(" + parameters + ")");
			types.delegate("System.Func<" + names + ", TResult>", "TResult Invoke(" + parameters + ")");
		}
		types.delegate("System.Predicate<T>", "bool Invoke(T obj)");
		types.delegate("System.Comparison<T>", "int Invoke(T x, T y)");
		types.delegate("System.Converter<TInput, TOutput>", "TOutput Invoke(TInput input)");
	}

}
