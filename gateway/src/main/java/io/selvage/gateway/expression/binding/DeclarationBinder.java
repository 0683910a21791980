package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.syntax.Stmt;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.TypeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Binds declarations of variables, constants and local functions, and catch clauses.
 */
final class DeclarationBinder {

	private final Binder binder;

	private @Nullable Variable caught;

	DeclarationBinder(Binder binder) {
		this.binder = binder;
	}

	/** The exception that {@code throw;} throws again, or null outside of a catch. */
	@Nullable Variable caught() {
		return this.caught;
	}

	BoundStatement bind(Stmt.Declaration syntax) {
		List<BoundStatement> declared = new ArrayList<>();
		for (Stmt.Variable variable : syntax.variables()) {
			Expr written = variable.value();
			if (syntax.constant()) {
				constant(syntax, variable);
			}
			else if (written == null) {
				declared.add(new BoundStatement.Declare(withoutValue(syntax, variable), null));
			}
			else {
				Bound value = value(syntax, written);
				Variable made = this.binder.declare(variable.name(), value.type(), Variable.Kind.LOCAL, null,
						variable.position());
				declared.add(new BoundStatement.Declare(made, value));
			}
		}
		return (declared.size() == 1) ? declared.get(0) : new BoundStatement.Block(List.copyOf(declared));
	}

	private Variable withoutValue(Stmt.Declaration syntax, Stmt.Variable variable) {
		if (syntax.type().isVar()) {
			throw new BindException("CS0818", "Implicitly-typed variables must be initialized", variable.position());
		}
		ClrType type = this.binder.types().resolve(syntax.type());
		if (this.binder.core().isVoid(type)) {
			throw new BindException("CS1547", "Keyword 'void' cannot be used here", syntax.position());
		}
		return this.binder.declare(variable.name(), type, Variable.Kind.LOCAL, null, variable.position());
	}

	private Bound value(Stmt.Declaration syntax, Expr written) {
		if (syntax.type().isVar()) {
			if (written instanceof Expr.ArrayInitializer) {
				throw new BindException("CS0820",
						"Cannot initialize an implicitly-typed variable with an array initializer", written.position());
			}
			Bound value = this.binder.value(written);
			if (value.type() instanceof PseudoType || this.binder.core().isVoid(value.type())) {
				throw new BindException("CS0815",
						"Cannot assign " + value.type().displayName() + " to an implicitly-typed variable",
						written.position());
			}
			return value;
		}
		ClrType type = this.binder.types().resolve(syntax.type());
		if (written instanceof Expr.ArrayInitializer initializer && type instanceof ArrayType array) {
			return this.binder.creations().elements(array, initializer.values());
		}
		return this.binder.value(written, type);
	}

	private void constant(Stmt.Declaration syntax, Stmt.Variable variable) {
		Expr written = variable.value();
		Bound value = (written == null) ? null : value(syntax, written);
		if (!(value instanceof Bound.Constant constant)) {
			throw new BindException("CS0133", "The value of constant '" + variable.name() + "' must be constant",
					variable.position());
		}
		this.binder.declare(variable.name(), constant.type(), Variable.Kind.CONSTANT, constant.value(),
				variable.position());
	}

	/** Local functions can be called before the place where they are declared. */
	Map<Stmt.Function, Variable> declareFunctions(List<Stmt> statements) {
		Map<Stmt.Function, Variable> variables = new LinkedHashMap<>();
		for (Stmt statement : statements) {
			if (statement instanceof Stmt.Function function) {
				NamedType type = this.binder.lambdas().typeOf(function);
				Variable variable = this.binder.declare(function.name(), type, Variable.Kind.READ_ONLY, null,
						function.position());
				variables.put(function, variable);
			}
		}
		return variables;
	}

	/**
	 * Notes what the statements of a block declare, so that no name is used too early.
	 */
	void announce(List<Stmt> statements) {
		for (Stmt statement : statements) {
			if (statement instanceof Stmt.Declaration declaration) {
				declaration.variables().forEach((variable) -> this.binder.scope().announce(variable.name()));
			}
		}
	}

	/**
	 * Puts the local functions of a block in front of its statements. The variables of
	 * the block that they use are made there too, and only get their values where they
	 * are declared.
	 */
	List<BoundStatement> withFunctions(Map<Stmt.Function, Variable> functions, List<BoundStatement> statements) {
		List<BoundStatement> bound = new ArrayList<>();
		functions.values().forEach((variable) -> bound.add(new BoundStatement.Declare(variable, null)));
		List<BoundStatement> made = new ArrayList<>();
		Set<Variable> shared = new LinkedHashSet<>();
		functions.forEach((function, variable) -> {
			Bound.Lambda value = this.binder.lambdas().localFunction(function, (NamedType) variable.type());
			shared.addAll(value.function().scope().captures());
			made.add(new BoundStatement.Effect(new Bound.Assign(new Bound.Local(variable), value, value.type())));
		});
		shared.retainAll(this.binder.scope().variables());
		shared.removeAll(functions.values());
		shared.forEach((variable) -> bound.add(new BoundStatement.Declare(variable, null)));
		bound.addAll(made);
		statements.forEach((statement) -> bound.add(assigning(statement, shared)));
		return bound;
	}

	private static BoundStatement assigning(BoundStatement statement, Set<Variable> made) {
		if (statement instanceof BoundStatement.Block block) {
			return new BoundStatement.Block(
					block.statements().stream().map((inner) -> assigning(inner, made)).toList());
		}
		if (!(statement instanceof BoundStatement.Declare declare) || !made.contains(declare.variable())) {
			return statement;
		}
		Bound value = declare.value();
		return (value == null) ? new BoundStatement.Block(List.of()) : new BoundStatement.Effect(
				new Bound.Assign(new Bound.Local(declare.variable()), value, declare.variable().type()));
	}

	/** Binds a catch clause; tells whether its end can be reached. */
	boolean catchClause(Stmt.Catch syntax, List<BoundStatement.Catch> catches, StatementBinder statements) {
		CoreTypes core = this.binder.core();
		NamedType type = new NamedType(core.exception, List.of());
		if (syntax.type() != null) {
			ClrType resolved = this.binder.types().resolve(syntax.type());
			if (!(resolved instanceof NamedType named)
					|| this.binder.relations().instantiation(resolved, core.exception) == null) {
				throw new BindException("CS0155", "The type caught must be derived from System.Exception",
						syntax.position());
			}
			type = named;
		}
		for (BoundStatement.Catch earlier : catches) {
			TypeDefinition caughtBefore = (earlier.type() != null) ? earlier.type() : core.exception;
			if (earlier.filter() == null && this.binder.relations().instantiation(type, caughtBefore) != null) {
				throw new BindException("CS0160",
						"A previous catch clause already catches all exceptions of this or of a super type ('"
								+ caughtBefore.name() + "')",
						syntax.position());
			}
		}
		String name = syntax.name();
		Variable variable = (name == null) ? this.binder.temporary(type)
				: this.binder.declare(name, type, Variable.Kind.LOCAL, null, syntax.position());
		Variable before = this.caught;
		this.caught = variable;
		try {
			Expr condition = syntax.filter();
			Bound filter = (condition == null) ? null : this.binder.value(condition, core.bool);
			StatementBinder.Flow body = statements.block(syntax.body().statements());
			TypeDefinition definition = (type.definition() == core.exception) ? null : type.definition();
			catches.add(new BoundStatement.Catch(definition, variable, filter, body.statement()));
			return body.completes();
		}
		finally {
			this.caught = before;
		}
	}

}
