package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.syntax.Stmt;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.NamedType;
import org.jspecify.annotations.Nullable;

/**
 * Binds statements and follows which ends can be reached: a function that must return a
 * value may not end without one.
 */
final class StatementBinder {

	private final Binder binder;

	private final DeclarationBinder declarations;

	private final JumpBinder jumps;

	private @Nullable ReturnRule rule;

	private boolean inFinally;

	StatementBinder(Binder binder) {
		this.binder = binder;
		this.declarations = new DeclarationBinder(binder);
		this.jumps = new JumpBinder(binder, this);
	}

	/** Binds the body of a function. */
	BoundStatement body(List<Stmt> statements, int end, ReturnRule returns) {
		ReturnRule before = this.rule;
		JumpBinder.State jumpsBefore = this.jumps.enterFunction();
		boolean finallyBefore = this.inFinally;
		this.inFinally = false;
		this.rule = returns;
		try {
			Flow flow = block(statements);
			if (flow.completes() && !returns.mayEnd()) {
				throw new BindException(returns.missing(), "Not all code paths return a value", end);
			}
			return flow.statement();
		}
		finally {
			this.rule = before;
			this.inFinally = finallyBefore;
			this.jumps.leaveFunction(jumpsBefore);
		}
	}

	/**
	 * An expression that is executed for its effect: a call, an assignment, a creation.
	 */
	Bound effect(Expr expression) {
		Expr inner = expression;
		while (inner instanceof Expr.Parenthesized parenthesized) {
			inner = parenthesized.inner();
		}
		Expr last = (inner instanceof Expr.NullConditional conditional) ? conditional.rest() : inner;
		while (last instanceof Expr.NullConditional conditional) {
			last = conditional.rest();
		}
		boolean step = last instanceof Expr.Postfix
				|| (last instanceof Expr.Unary unary && unary.operator().length() == 2);
		if (!(last instanceof Expr.Invoke || last instanceof Expr.Assign || last instanceof Expr.New
				|| last instanceof Expr.Throw || step)) {
			throw new BindException("CS0201",
					"Only assignment, call, increment, decrement, and new object expressions can be used as a statement",
					expression.position());
		}
		return (inner instanceof Expr.Postfix postfix) ? this.binder.assignments().effect(postfix)
				: this.binder.value(inner);
	}

	/** Binds in a scope of its own. */
	<T> T scoped(Supplier<T> bind) {
		Scope before = this.binder.scope();
		this.binder.scope(new Scope(before, before.function()));
		try {
			return bind.get();
		}
		finally {
			this.binder.scope(before);
		}
	}

	Flow block(List<Stmt> statements) {
		return scoped(() -> inScope(statements));
	}

	/** Statements that declare their names where the binder stands. */
	Flow inScope(List<Stmt> statements) {
		List<BoundStatement> bound = new ArrayList<>();
		this.declarations.announce(statements);
		Map<Stmt.Function, Variable> functions = this.declarations.declareFunctions(statements);
		boolean completes = true;
		for (Stmt statement : statements) {
			if (!(statement instanceof Stmt.Function)) {
				Flow flow = bind(statement);
				bound.add(flow.statement());
				completes &= flow.completes();
			}
		}
		List<BoundStatement> all = functions.isEmpty() ? bound : this.declarations.withFunctions(functions, bound);
		return new Flow(new BoundStatement.Block(List.copyOf(all)), completes);
	}

	/** A statement in a scope of its own, as the body of a loop or branch. */
	Flow embedded(Stmt statement) {
		if (statement instanceof Stmt.Declaration || statement instanceof Stmt.Function) {
			throw new BindException("CS1023", "An embedded statement cannot be a declaration", statement.position());
		}
		return scoped(() -> bind(statement));
	}

	Flow bind(Stmt statement) {
		if (statement instanceof Stmt.Block block) {
			return block(block.statements());
		}
		if (statement instanceof Stmt.Declaration declaration) {
			return Flow.completes(this.declarations.bind(declaration));
		}
		if (statement instanceof Stmt.Expression expression) {
			boolean thrown = expression.expression() instanceof Expr.Throw;
			return new Flow(new BoundStatement.Effect(effect(expression.expression())), !thrown);
		}
		if (statement instanceof Stmt.Empty) {
			return Flow.completes(new BoundStatement.Block(List.of()));
		}
		if (statement instanceof Stmt.If branch) {
			return branch(branch);
		}
		if (statement instanceof Stmt.Return returned) {
			return new Flow(new BoundStatement.Return(returned(returned)), false);
		}
		if (statement instanceof Stmt.Checked nested) {
			return checked(nested);
		}
		if (statement instanceof Stmt.Try attempt) {
			return attempt(attempt);
		}
		if (statement instanceof Stmt.Using using) {
			return using(using);
		}
		if (statement instanceof Stmt.Throw thrown) {
			return new Flow(thrown(thrown), false);
		}
		return this.jumps.bind(statement);
	}

	private Flow branch(Stmt.If syntax) {
		Bound condition = this.binder.value(syntax.condition(), this.binder.core().bool);
		Flow then = embedded(syntax.then());
		Stmt other = syntax.otherwise();
		Flow otherwise = (other == null) ? null : embedded(other);
		boolean never = isConstant(condition, false);
		boolean always = isConstant(condition, true);
		boolean completes = (then.completes() && !never) || ((otherwise == null || otherwise.completes()) && !always);
		return new Flow(
				new BoundStatement.If(condition, then.statement(), (otherwise == null) ? null : otherwise.statement()),
				completes);
	}

	static boolean isConstant(@Nullable Bound condition, boolean value) {
		return condition instanceof Bound.Constant constant && Boolean.valueOf(value).equals(constant.value());
	}

	private @Nullable Bound returned(Stmt.Return syntax) {
		if (this.inFinally) {
			throw JumpBinder.leavesFinally(syntax.position());
		}
		ReturnRule returns = java.util.Objects.requireNonNull(this.rule);
		Expr value = syntax.value();
		if (value == null) {
			if (!returns.mayEnd()) {
				throw new BindException("CS0126", "A value must be returned", syntax.position());
			}
			return null;
		}
		return returns.returned(this.binder.value(value), value.position());
	}

	private Flow checked(Stmt.Checked syntax) {
		boolean before = this.binder.checked();
		boolean uncheckedBefore = this.binder.isUnchecked();
		this.binder.overflow(syntax.checked());
		try {
			return block(syntax.body().statements());
		}
		finally {
			this.binder.overflow(before, uncheckedBefore);
		}
	}

	private Flow attempt(Stmt.Try syntax) {
		Flow body = block(syntax.body().statements());
		boolean completes = body.completes();
		List<BoundStatement.Catch> catches = new ArrayList<>();
		for (Stmt.Catch clause : syntax.catches()) {
			completes |= scoped(() -> this.declarations.catchClause(clause, catches, this));
		}
		Stmt.Block last = syntax.finallyBlock();
		Flow finallyFlow = (last == null) ? null : finallyBlock(last);
		completes &= finallyFlow == null || finallyFlow.completes();
		return new Flow(new BoundStatement.Try(body.statement(), List.copyOf(catches),
				(finallyFlow == null) ? null : finallyFlow.statement()), completes);
	}

	private Flow finallyBlock(Stmt.Block syntax) {
		boolean before = this.inFinally;
		JumpBinder.State jumpsBefore = this.jumps.enterFinally();
		this.inFinally = true;
		try {
			return block(syntax.statements());
		}
		finally {
			this.inFinally = before;
			this.jumps.leaveFunction(jumpsBefore);
		}
	}

	private Flow using(Stmt.Using syntax) {
		return scoped(() -> {
			List<BoundStatement> bound = new ArrayList<>();
			Stmt.Declaration declaration = syntax.declaration();
			if (declaration != null) {
				bound.add(this.declarations.bind(declaration));
				this.binder.scope().variables().forEach((variable) -> disposable(variable.type(), syntax.position()));
			}
			else {
				Expr resource = java.util.Objects.requireNonNull(syntax.expression());
				Bound value = this.binder.typed(resource);
				disposable(value.type(), syntax.position());
				bound.add(new BoundStatement.Effect(value));
			}
			Flow body = embedded(syntax.body());
			bound.add(body.statement());
			return new Flow(new BoundStatement.Block(List.copyOf(bound)), body.completes());
		});
	}

	/** No value type, text or array of .NET can be disposed of. */
	private void disposable(ClrType type, int position) {
		if (type.isValueType() || type.equals(this.binder.core().string) || type instanceof ArrayType) {
			throw new BindException("CS1674",
					"'" + type.displayName()
							+ "': type used in a using statement must be convertible to 'System.IDisposable'",
					position);
		}
	}

	private BoundStatement thrown(Stmt.Throw syntax) {
		Expr value = syntax.value();
		if (value != null) {
			return new BoundStatement.Throw(this.binder.operators().exception(value), null);
		}
		Variable caught = this.declarations.caught();
		if (caught == null) {
			throw new BindException("CS0156", "A throw statement with no arguments is only allowed in a catch",
					syntax.position());
		}
		this.binder.scope().function().use(caught);
		return new BoundStatement.Throw(null, caught);
	}

	/** The type of a variable that is declared with {@code var} or by name. */
	ClrType type(io.selvage.gateway.expression.syntax.TypeSyntax syntax, ClrType inferred) {
		return syntax.isVar() ? inferred : this.binder.types().resolve(syntax);
	}

	/** A bound statement, and whether what follows it can be reached. */
	record Flow(BoundStatement statement, boolean completes) {

		static Flow completes(BoundStatement statement) {
			return new Flow(statement, true);
		}

	}

}
