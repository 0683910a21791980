package io.selvage.gateway.expression.binding;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The names that are visible at a place, inside out.
 */
final class Scope {

	private final @Nullable Scope parent;

	private final FunctionScope function;

	private final Map<String, Variable> variables = new HashMap<>();

	private final Set<String> announced = new HashSet<>();

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

	/** Notes the names that statements of this scope are going to declare. */
	void announce(String name) {
		this.announced.add(name);
	}

	/** Whether a name is declared later in this scope or in one around it. */
	boolean announces(String name) {
		for (Scope scope = this; scope != null; scope = scope.parent) {
			if (scope.announced.contains(name) && !scope.variables.containsKey(name)) {
				return true;
			}
		}
		return false;
	}

	Collection<Variable> variables() {
		return this.variables.values();
	}

}
