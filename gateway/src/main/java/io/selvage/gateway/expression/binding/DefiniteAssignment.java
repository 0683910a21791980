package io.selvage.gateway.expression.binding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Checks that every variable is assigned before it is read, on all ways through a
 * function (C# language specification, "definite assignment"). It walks over the bound
 * tree in the order of evaluation and holds the variables that are declared and not
 * assigned yet; where the code cannot be reached, everything counts as assigned.
 */
final class DefiniteAssignment {

	private final Deque<Target> targets = new ArrayDeque<>();

	private Unassigned state = Unassigned.none();

	private DefiniteAssignment() {
	}

	/**
	 * Checks a whole expression.
	 * @param function its code
	 * @throws BindException CS0165 at the first read of an unassigned variable
	 */
	static void check(Bound.Function function) {
		new DefiniteAssignment().function(function);
	}

	/** What a {@code break} leaves, and in what states it is left. */
	private static final class Target {

		private Unassigned broken = Unassigned.unreachable();

	}

	private void function(Bound.Function function) {
		BoundStatement block = function.block();
		if (block != null) {
			statement(block);
		}
		else {
			value(function.body());
		}
	}

	/**
	 * A lambda reads what is assigned where it is made; what it assigns does not count.
	 */
	private void lambda(Bound.Lambda lambda, boolean local) {
		Unassigned before = this.state;
		this.state = local ? Unassigned.none() : before.copy();
		List<Target> outer = List.copyOf(this.targets);
		this.targets.clear();
		function(lambda.function());
		this.targets.clear();
		this.targets.addAll(outer);
		this.state = before;
	}

	private void statement(BoundStatement statement) {
		if (statement instanceof BoundStatement.Block block) {
			block.statements().forEach(this::statement);
		}
		else if (statement instanceof BoundStatement.Declare declare) {
			declare(declare);
		}
		else if (statement instanceof BoundStatement.Effect effect) {
			value(effect.expression());
		}
		else if (statement instanceof BoundStatement.If branch) {
			branch(branch);
		}
		else if (statement instanceof BoundStatement.Return returned) {
			value(returned.value());
			this.state = Unassigned.unreachable();
		}
		else if (statement instanceof BoundStatement.Throw thrown) {
			value(thrown.value());
			this.state = Unassigned.unreachable();
		}
		else {
			jump(statement);
		}
	}

	private void declare(BoundStatement.Declare declare) {
		value(declare.value());
		if (declare.value() == null && declare.variable().kind() == Variable.Kind.LOCAL) {
			this.state.add(declare.variable());
		}
	}

	private void branch(BoundStatement.If branch) {
		Unassigned otherwise = condition(branch.condition());
		statement(branch.then());
		Unassigned afterThen = this.state;
		this.state = otherwise;
		BoundStatement other = branch.otherwise();
		if (other != null) {
			statement(other);
		}
		this.state = this.state.join(afterThen);
	}

	private void jump(BoundStatement statement) {
		if (statement instanceof BoundStatement.Loop loop) {
			loop(loop);
		}
		else if (statement instanceof BoundStatement.ForEach loop) {
			value(loop.source());
			Unassigned before = this.state.copy();
			body(loop.body(), new Target());
			this.state = before;
		}
		else if (statement instanceof BoundStatement.Switch choice) {
			choice(choice);
		}
		else if (statement instanceof BoundStatement.Break) {
			Target target = this.targets.getFirst();
			target.broken = target.broken.join(this.state);
			this.state = Unassigned.unreachable();
		}
		else if (statement instanceof BoundStatement.Continue) {
			this.state = Unassigned.unreachable();
		}
		else if (statement instanceof BoundStatement.Try attempt) {
			attempt(attempt);
		}
	}

	private void body(BoundStatement body, Target target) {
		this.targets.push(target);
		statement(body);
		this.targets.pop();
	}

	private void loop(BoundStatement.Loop loop) {
		Target target = new Target();
		Bound test = loop.condition();
		Unassigned done = Unassigned.unreachable();
		if (!loop.conditionLast()) {
			done = (test != null) ? condition(test) : done;
			body(loop.body(), target);
			loop.steps().forEach(this::value);
		}
		else {
			body(loop.body(), target);
			loop.steps().forEach(this::value);
			done = (test != null) ? condition(test) : done;
		}
		this.state = done.join(target.broken);
	}

	private void choice(BoundStatement.Switch choice) {
		value(choice.value());
		Target target = new Target();
		Unassigned[] starts = new Unassigned[choice.bodies().size()];
		for (int i = 0; i < starts.length; i++) {
			starts[i] = Unassigned.unreachable();
			for (Bound test : choice.tests().get(i)) {
				Unassigned otherwise = condition(test);
				starts[i] = starts[i].join(this.state);
				this.state = otherwise;
			}
		}
		Unassigned unmatched = this.state;
		for (int i = 0; i < starts.length; i++) {
			this.state = (i == choice.defaultSection()) ? starts[i].join(unmatched) : starts[i];
			this.state = this.state.copy();
			choice.bodies().subList(0, i).forEach(this::declaredElsewhere);
			body(choice.bodies().get(i), target);
		}
		this.state = (choice.defaultSection() < 0) ? unmatched.join(target.broken) : target.broken;
	}

	/** A variable of one section is visible, and without value, in those behind it. */
	private void declaredElsewhere(BoundStatement section) {
		if (section instanceof BoundStatement.Block block) {
			for (BoundStatement statement : block.statements()) {
				if (statement instanceof BoundStatement.Declare declare) {
					this.state.add(declare.variable());
				}
			}
		}
	}

	private void attempt(BoundStatement.Try attempt) {
		Unassigned before = this.state.copy();
		statement(attempt.body());
		Unassigned end = this.state;
		for (BoundStatement.Catch clause : attempt.catches()) {
			this.state = before.copy();
			Bound filter = clause.filter();
			if (filter != null) {
				condition(filter);
			}
			statement(clause.body());
			end = end.join(this.state);
		}
		BoundStatement last = attempt.finallyBlock();
		this.state = end;
		if (last != null) {
			this.state = before.copy();
			statement(last);
			this.state = end.assignedToo(before, this.state);
		}
	}

	private void values(List<Bound> bounds) {
		bounds.forEach(this::value);
	}

	private void value(@Nullable Bound bound) {
		if (bound == null || bound instanceof Bound.Constant) {
			return;
		}
		if (bound instanceof Bound.Local local) {
			this.state.read(local);
		}
		else if (bound instanceof Bound.Call call) {
			arguments(call.arguments());
		}
		else if (bound instanceof Bound.Get get) {
			arguments(get.arguments());
		}
		else if (bound instanceof Bound.Invoke invoke) {
			value(invoke.delegate());
			arguments(invoke.arguments());
		}
		else if (bound instanceof Bound.Assign assign) {
			assign(assign);
		}
		else if (bound instanceof Bound.Lambda lambda) {
			lambda(lambda, false);
		}
		else if (bound instanceof Bound.Sequence sequence) {
			values(sequence.effects());
			value(sequence.value());
		}
		else if (isCondition(bound)) {
			Unassigned otherwise = condition(bound);
			this.state = this.state.join(otherwise);
		}
		else {
			operator(bound);
		}
	}

	private void arguments(List<Bound> arguments) {
		for (Bound argument : arguments) {
			if (argument instanceof Bound.Reference reference && !reference.isRef()) {
				targetParts(reference.target());
			}
			else {
				value((argument instanceof Bound.Reference reference) ? reference.target() : argument);
			}
		}
		for (Bound argument : arguments) {
			if (argument instanceof Bound.Reference reference && reference.target() instanceof Bound.Local local) {
				this.state.remove(local.variable());
			}
		}
	}

	private void targetParts(Bound target) {
		if (!(target instanceof Bound.Local)) {
			value(target);
		}
	}

	private void assign(Bound.Assign assign) {
		if (!(assign.target() instanceof Bound.Local local)) {
			value(assign.target());
			value(assign.value());
			return;
		}
		boolean localFunction = local.variable().kind() == Variable.Kind.READ_ONLY;
		if (localFunction && assign.value() instanceof Bound.Lambda lambda) {
			lambda(lambda, true);
		}
		else {
			value(assign.value());
		}
		this.state.remove(local.variable());
	}

	private void operator(Bound bound) {
		if (bound instanceof Bound.Coalesce coalesce) {
			value(coalesce.left());
			optional(coalesce.right());
		}
		else if (bound instanceof Bound.NullConditional conditional) {
			value(conditional.target());
			optional(conditional.rest());
		}
		else if (bound instanceof Bound.Throw thrown) {
			value(thrown.operand());
			this.state = Unassigned.unreachable();
		}
		else {
			BoundParts.of(bound).forEach(this::value);
		}
	}

	/** What is evaluated only sometimes assigns nothing for what follows. */
	private void optional(Bound bound) {
		Unassigned skipped = this.state.copy();
		value(bound);
		this.state = this.state.join(skipped);
	}

	private static boolean isCondition(Bound bound) {
		return bound instanceof Bound.Logical || bound instanceof Bound.Not || bound instanceof Bound.Conditional
				|| bound instanceof Bound.TypeTest;
	}

	/** Leaves the state for true in place and returns the one for false. */
	private Unassigned condition(Bound bound) {
		if (bound instanceof Bound.Constant constant && constant.value() instanceof Boolean known) {
			Unassigned otherwise = known ? Unassigned.unreachable() : this.state;
			this.state = known ? this.state : Unassigned.unreachable();
			return otherwise;
		}
		if (bound instanceof Bound.Logical logical) {
			return logical(logical);
		}
		if (bound instanceof Bound.Not not) {
			Unassigned whenFalse = condition(not.operand());
			Unassigned whenTrue = this.state;
			this.state = whenFalse;
			return whenTrue;
		}
		if (bound instanceof Bound.Conditional conditional) {
			return conditional(conditional);
		}
		if (bound instanceof Bound.Sequence sequence) {
			values(sequence.effects());
			return condition(sequence.value());
		}
		if (bound instanceof Bound.TypeTest test) {
			value(test.operand());
			Unassigned otherwise = this.state.copy();
			Variable variable = test.variable();
			if (variable != null) {
				otherwise.add(variable);
				this.state.remove(variable);
			}
			return otherwise;
		}
		value(bound);
		return this.state.copy();
	}

	private Unassigned logical(Bound.Logical logical) {
		Unassigned leftFalse = condition(logical.left());
		if (logical.and()) {
			Unassigned rightFalse = condition(logical.right());
			return leftFalse.join(rightFalse);
		}
		Unassigned leftTrue = this.state;
		this.state = leftFalse;
		Unassigned rightFalse = condition(logical.right());
		this.state = this.state.join(leftTrue);
		return rightFalse;
	}

	private Unassigned conditional(Bound.Conditional conditional) {
		Unassigned second = condition(conditional.condition());
		Unassigned firstFalse = condition(conditional.whenTrue());
		Unassigned firstTrue = this.state;
		this.state = second;
		Unassigned secondFalse = condition(conditional.whenFalse());
		this.state = this.state.join(firstTrue);
		return firstFalse.join(secondFalse);
	}

}
