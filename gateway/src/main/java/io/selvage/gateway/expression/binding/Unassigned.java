package io.selvage.gateway.expression.binding;

import java.util.HashSet;
import java.util.Set;

/**
 * The variables that have no value yet. Unreachable code has none of them.
 */
final class Unassigned {

	private final boolean reachable;

	private final Set<Variable> variables;

	private Unassigned(boolean reachable, Set<Variable> variables) {
		this.reachable = reachable;
		this.variables = variables;
	}

	static Unassigned none() {
		return new Unassigned(true, new HashSet<>());
	}

	static Unassigned unreachable() {
		return new Unassigned(false, new HashSet<>());
	}

	Unassigned copy() {
		return new Unassigned(this.reachable, new HashSet<>(this.variables));
	}

	void add(Variable variable) {
		if (this.reachable) {
			this.variables.add(variable);
		}
	}

	void remove(Variable variable) {
		this.variables.remove(variable);
	}

	void read(Bound.Local local) {
		if (this.variables.contains(local.variable())) {
			throw new BindException("CS0165", "Use of unassigned local variable '" + local.variable().name() + "'",
					local.position());
		}
	}

	/** The state where two ways meet. */
	Unassigned join(Unassigned other) {
		if (!this.reachable) {
			return other.copy();
		}
		Unassigned joined = copy();
		joined.variables.addAll(other.variables);
		return joined;
	}

	/** This state, after a finally block took one state to another. */
	Unassigned assignedToo(Unassigned before, Unassigned after) {
		if (!after.reachable) {
			return after;
		}
		Unassigned result = copy();
		for (Variable variable : before.variables) {
			if (!after.variables.contains(variable)) {
				result.variables.remove(variable);
			}
		}
		return result;
	}

}
