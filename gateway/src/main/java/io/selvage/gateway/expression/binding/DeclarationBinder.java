package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

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
	void declareFunctions(List<Stmt> statements, List<BoundStatement> bound) {
		Map<Stmt.Function, Variable> variables = new IdentityHashMap<>();
		for (Stmt statement : statements) {
			if (statement instanceof Stmt.Function function) {
				NamedType type = this.binder.lambdas().typeOf(function);
				Variable variable = this.binder.declare(function.name(), type, Variable.Kind.READ_ONLY, null,
						function.position());
				variables.put(function, variable);
				bound.add(new BoundStatement.Declare(variable, null));
			}
		}
		for (Stmt statement : statements) {
			if (statement instanceof Stmt.Function function) {
				Variable variable = java.util.Objects.requireNonNull(variables.get(function));
				Bound value = this.binder.lambdas().localFunction(function, (NamedType) variable.type());
				bound.add(new BoundStatement.Effect(new Bound.Assign(new Bound.Local(variable), value, value.type())));
			}
		}
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
