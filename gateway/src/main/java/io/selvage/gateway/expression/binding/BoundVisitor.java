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
		if (bound instanceof Bound.Call call) {
			visitAll(call.arguments());
		}
		else if (bound instanceof Bound.Get get) {
			visitAll(get.arguments());
		}
		else if (bound instanceof Bound.Convert convert) {
			visit(convert.operand());
		}
		else if (bound instanceof Bound.Element element) {
			visit(element.array());
			visit(element.index());
		}
		else if (bound instanceof Bound.Lambda lambda) {
			visit(lambda.function());
		}
		else if (bound instanceof Bound.Invoke invoke) {
			visit(invoke.delegate());
			visitAll(invoke.arguments());
		}
		else if (bound instanceof Bound.Sequence sequence) {
			visitAll(sequence.effects());
			visit(sequence.value());
		}
		else if (bound instanceof Bound.Assign assign) {
			visit(assign.target());
			visit(assign.value());
		}
		else if (bound instanceof Bound.Concat concat) {
			visitAll(concat.parts());
		}
		else if (bound instanceof Bound.Interpolation interpolation) {
			interpolation.parts().forEach((part) -> visit(part.value()));
		}
		else if (bound instanceof Bound.NewArray array) {
			visit(array.size());
			visitAll(array.elements());
		}
		else if (bound instanceof Bound.NewAnonymous anonymous) {
			visitAll(anonymous.values());
		}
		else {
			visitOperator(bound);
		}
	}

	private void visitOperator(Bound bound) {
		if (bound instanceof Bound.Numeric numeric) {
			visit(numeric.left());
			visit(numeric.right());
		}
		else if (bound instanceof Bound.Equality equality) {
			visit(equality.left());
			visit(equality.right());
		}
		else if (bound instanceof Bound.EnumOperation operation) {
			visit(operation.left());
			visit(operation.right());
		}
		else if (bound instanceof Bound.BoolOperation operation) {
			visit(operation.left());
			visit(operation.right());
		}
		else if (bound instanceof Bound.Logical logical) {
			visit(logical.left());
			visit(logical.right());
		}
		else if (bound instanceof Bound.Coalesce coalesce) {
			visit(coalesce.left());
			visit(coalesce.right());
		}
		else if (bound instanceof Bound.Conditional conditional) {
			visit(conditional.condition());
			visit(conditional.whenTrue());
			visit(conditional.whenFalse());
		}
		else if (bound instanceof Bound.NullConditional conditional) {
			visit(conditional.target());
			visit(conditional.rest());
		}
		else if (bound instanceof Bound.Not not) {
			visit(not.operand());
		}
		else if (bound instanceof Bound.Negate negate) {
			visit(negate.operand());
		}
		else if (bound instanceof Bound.TypeTest test) {
			visit(test.operand());
		}
		else if (bound instanceof Bound.As as) {
			visit(as.operand());
		}
		else if (bound instanceof Bound.Throw thrown) {
			visit(thrown.operand());
		}
		else if (bound instanceof Bound.Reference reference) {
			visit(reference.target());
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
