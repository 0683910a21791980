package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.selvage.gateway.expression.binding.StatementBinder.Flow;
import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.syntax.Stmt;
import io.selvage.gateway.expression.types.ClrType;
import org.jspecify.annotations.Nullable;

/**
 * Binds loops, switches, and the statements that leave them.
 */
final class JumpBinder {

	private final Binder binder;

	private final StatementBinder statements;

	private State state = new State(false, false);

	/** What can be left at the current place, and whether it is. */
	static final class State {

		private final boolean inLoop;

		private final boolean inSwitch;

		private final boolean inFinally;

		private boolean broken;

		State(boolean inLoop, boolean inSwitch) {
			this(inLoop, inSwitch, false);
		}

		State(boolean inLoop, boolean inSwitch, boolean inFinally) {
			this.inLoop = inLoop;
			this.inSwitch = inSwitch;
			this.inFinally = inFinally;
		}

	}

	JumpBinder(Binder binder, StatementBinder statements) {
		this.binder = binder;
		this.statements = statements;
	}

	State enterFunction() {
		State before = this.state;
		this.state = new State(false, false);
		return before;
	}

	/** A finally block cannot be left by a jump. */
	State enterFinally() {
		State before = this.state;
		this.state = new State(false, false, before.inLoop || before.inSwitch || before.inFinally);
		return before;
	}

	static BindException leavesFinally(int position) {
		return new BindException("CS0157", "Control cannot leave the body of a finally clause", position);
	}

	private BindException noLoop(String message, int position) {
		return this.state.inFinally ? leavesFinally(position) : new BindException("CS0139", message, position);
	}

	void leaveFunction(State before) {
		this.state = before;
	}

	Flow bind(Stmt statement) {
		if (statement instanceof Stmt.While loop) {
			Bound condition = condition(loop.condition());
			return loop(condition, loop.body(), List.of(), false);
		}
		if (statement instanceof Stmt.Do loop) {
			return doLoop(loop);
		}
		if (statement instanceof Stmt.For loop) {
			return this.statements.scoped(() -> forLoop(loop));
		}
		if (statement instanceof Stmt.ForEach loop) {
			return this.statements.scoped(() -> forEach(loop));
		}
		if (statement instanceof Stmt.Switch choice) {
			return this.statements.scoped(() -> choice(choice));
		}
		if (statement instanceof Stmt.Break) {
			if (!this.state.inLoop && !this.state.inSwitch) {
				throw noLoop("No enclosing loop out of which to break", statement.position());
			}
			this.state.broken = true;
			return new Flow(new BoundStatement.Break(), false);
		}
		if (statement instanceof Stmt.Continue) {
			if (!this.state.inLoop) {
				throw noLoop("No enclosing loop to continue", statement.position());
			}
			return new Flow(new BoundStatement.Continue(), false);
		}
		throw new BindException("CS1525", "This statement is not allowed in policy expressions", statement.position());
	}

	private Bound condition(Expr condition) {
		return this.binder.value(condition, this.binder.core().bool);
	}

	private Flow loop(@Nullable Bound condition, Stmt body, List<Bound> steps, boolean conditionLast) {
		State before = this.state;
		State inner = new State(true, false);
		this.state = inner;
		try {
			BoundStatement bound = this.statements.embedded(body).statement();
			boolean endless = condition == null || StatementBinder.isConstant(condition, true);
			return new Flow(new BoundStatement.Loop(condition, bound, steps, conditionLast), !endless || inner.broken);
		}
		finally {
			this.state = before;
		}
	}

	private Flow doLoop(Stmt.Do syntax) {
		return loop(condition(syntax.condition()), syntax.body(), List.of(), true);
	}

	private Flow forLoop(Stmt.For syntax) {
		List<BoundStatement> bound = new ArrayList<>();
		syntax.initializers().forEach((statement) -> bound.add(this.statements.bind(statement).statement()));
		Bound condition = (syntax.condition() == null) ? null : condition(syntax.condition());
		List<Bound> steps = new ArrayList<>();
		syntax.steps().forEach((step) -> steps.add(this.statements.effect(step)));
		Flow loop = loop(condition, syntax.body(), List.copyOf(steps), false);
		bound.add(loop.statement());
		return new Flow(new BoundStatement.Block(List.copyOf(bound)), loop.completes());
	}

	private Flow forEach(Stmt.ForEach syntax) {
		Bound source = this.binder.typed(syntax.source());
		ClrType element = this.binder.relations().elementType(source.type());
		if (element == null) {
			throw new BindException("CS1579",
					"foreach cannot operate on a value of type '" + source.type().displayName() + "'",
					syntax.source().position());
		}
		ClrType type = this.statements.type(syntax.type(), element);
		Variable raw = this.binder.temporary(element);
		Variable variable = this.binder.declare(syntax.name(), type, Variable.Kind.READ_ONLY, null, syntax.position());
		Bound read = this.binder.conversions().explicit(new Bound.Local(raw), type, false);
		if (read == null) {
			throw new BindException("CS0030",
					"Cannot convert type '" + element.displayName() + "' to '" + type.displayName() + "'",
					syntax.position());
		}
		State before = this.state;
		this.state = new State(true, false);
		try {
			BoundStatement body = this.statements.embedded(syntax.body()).statement();
			return Flow.completes(new BoundStatement.ForEach(source, raw, variable, read, body));
		}
		finally {
			this.state = before;
		}
	}

	private Flow choice(Stmt.Switch syntax) {
		Bound value = this.binder.typed(syntax.value());
		Variable subject = this.binder.temporary(value.type());
		State before = this.state;
		State inner = new State(before.inLoop, true);
		this.state = inner;
		try {
			List<List<Bound>> tests = new ArrayList<>();
			List<BoundStatement> bodies = new ArrayList<>();
			int defaultSection = -1;
			Set<@Nullable Object> labels = new HashSet<>();
			Scope all = this.binder.scope();
			for (Stmt.SwitchSection section : syntax.sections()) {
				if (section.labels().stream().anyMatch((label) -> label.pattern() == null)) {
					defaultSection = bodies.size();
				}
				this.statements.scoped(() -> {
					tests.add(tests(section, subject, labels));
					Set<Variable> ofPatterns = Set.copyOf(this.binder.scope().variables());
					bodies.add(section(section));
					this.binder.scope()
						.variables()
						.stream()
						.filter((variable) -> !ofPatterns.contains(variable))
						.forEach(all::add);
					return true;
				});
			}
			boolean completes = inner.broken || defaultSection < 0;
			return new Flow(new BoundStatement.Switch(subject, value, tests, bodies, defaultSection), completes);
		}
		finally {
			this.state = before;
		}
	}

	private List<Bound> tests(Stmt.SwitchSection section, Variable subject, Set<@Nullable Object> labels) {
		List<Bound> tests = new ArrayList<>();
		for (Stmt.Label label : section.labels()) {
			Expr.Pattern pattern = label.pattern();
			if (pattern == null) {
				continue;
			}
			Bound test = this.binder.patterns().test(new Bound.Local(subject), pattern);
			Expr when = label.when();
			if (when == null && pattern instanceof Expr.Pattern.Constant constant
					&& this.binder.bind(constant.value()) instanceof Bound.Constant known
					&& !labels.add(known.value())) {
				throw new BindException("CS0152",
						"The switch statement contains multiple cases with the label value '" + known.value() + "'",
						label.position());
			}
			tests.add((when == null) ? test : new Bound.Logical(true, test, condition(when), this.binder.core().bool));
		}
		return tests;
	}

	private BoundStatement section(Stmt.SwitchSection section) {
		Flow flow = this.statements.inScope(section.statements());
		if (flow.completes()) {
			throw new BindException("CS0163", "Control cannot fall through from one case label to another",
					section.labels().get(0).position());
		}
		return flow.statement();
	}

}
