package io.selvage.gateway.expression.binding;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Walks over all expressions of a bound function, outside in.
 */
public abstract class BoundVisitor {

	/**
	 * Called for every expression before its parts.
	 * @param bound the expression
	 */
	protected abstract void enter(Bound bound);

	/**
	 * Walks over a function.
	 * @param function the function
	 */
	public final void visit(Bound.Function function) {
		visit(function.body());
		BoundStatement block = function.block();
		if (block != null) {
			visit(block);
		}
	}

	private void visitAll(List<Bound> bounds) {
		bounds.forEach(this::visit);
	}

	private void visit(@Nullable Bound bound) {
		if (bound == null) {
			return;
		}
		enter(bound);
		if (bound instanceof Bound.Lambda lambda) {
			visit(lambda.function());
		}
		else {
			visitAll(BoundParts.of(bound));
		}
	}

	private void visit(BoundStatement statement) {
		if (statement instanceof BoundStatement.Block block) {
			block.statements().forEach(this::visit);
		}
		else if (statement instanceof BoundStatement.Declare declare) {
			visit(declare.value());
		}
		else if (statement instanceof BoundStatement.Effect effect) {
			visit(effect.expression());
		}
		else if (statement instanceof BoundStatement.If branch) {
			visit(branch.condition());
			visit(branch.then());
			visitOptional(branch.otherwise());
		}
		else if (statement instanceof BoundStatement.Loop loop) {
			visit(loop.condition());
			visit(loop.body());
			visitAll(loop.steps());
		}
		else if (statement instanceof BoundStatement.ForEach loop) {
			visit(loop.source());
			visit(loop.conversion());
			visit(loop.body());
		}
		else if (statement instanceof BoundStatement.Switch choice) {
			visit(choice.value());
			choice.tests().forEach(this::visitAll);
			choice.bodies().forEach(this::visit);
		}
		else if (statement instanceof BoundStatement.Return returned) {
			visit(returned.value());
		}
		else if (statement instanceof BoundStatement.Throw thrown) {
			visit(thrown.value());
		}
		else if (statement instanceof BoundStatement.Try attempt) {
			visit(attempt.body());
			attempt.catches().forEach((clause) -> {
				visit(clause.filter());
				visit(clause.body());
			});
			visitOptional(attempt.finallyBlock());
		}
	}

	private void visitOptional(@Nullable BoundStatement statement) {
		if (statement != null) {
			visit(statement);
		}
	}

}
