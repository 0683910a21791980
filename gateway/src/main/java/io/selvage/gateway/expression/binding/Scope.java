package io.selvage.gateway.expression.binding;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The names that are visible at a place, inside out.
 */
final class Scope {

	private final @Nullable Scope parent;

	private final FunctionScope function;

	private final Map<String, Variable> variables = new HashMap<>();

	Scope(@Nullable Scope parent, FunctionScope function) {
		this.parent = parent;
		this.function = function;
	}

	FunctionScope function() {
		return this.function;
	}

	@Nullable Scope parent() {
		return this.parent;
	}

	@Nullable Variable find(String name) {
		for (Scope scope = this; scope != null; scope = scope.parent) {
			Variable variable = scope.variables.get(name);
			if (variable != null) {
				return variable;
			}
		}
		return null;
	}

	boolean declaresHere(String name) {
		return this.variables.containsKey(name);
	}

	void add(Variable variable) {
		this.variables.put(variable.name(), variable);
	}

}
