package io.selvage.gateway.expression.binding;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A body of code that is called as one: the expression itself, a lambda or a local
 * function.
 */
public final class FunctionScope {

	private final @Nullable FunctionScope parent;

	private final Set<Variable> captures = new LinkedHashSet<>();

	FunctionScope(@Nullable FunctionScope parent) {
		this.parent = parent;
	}

	@Nullable FunctionScope parent() {
		return this.parent;
	}

	/** Notes that code in this function uses a variable. */
	void use(Variable variable) {
		FunctionScope function = this;
		while (function != variable.owner()) {
			function.captures.add(variable);
			variable.capture();
			FunctionScope outer = function.parent;
			if (outer == null) {
				return;
			}
			function = outer;
		}
	}

	/**
	 * Returns the variables of functions around this one that it uses.
	 * @return in the order of first use
	 */
	public List<Variable> captures() {
		return List.copyOf(this.captures);
	}

}
