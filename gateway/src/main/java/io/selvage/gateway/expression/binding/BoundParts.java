package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The operands of bound expressions.
 */
final class BoundParts {

	private BoundParts() {
	}

	/**
	 * Returns the expressions that an expression is made of, in the order of evaluation.
	 * @param bound the expression
	 * @return empty for a leaf, and for a lambda, whose code is executed elsewhere
	 */
	static List<Bound> of(Bound bound) {
		if (bound instanceof Bound.Call call) {
			return call.arguments();
		}
		if (bound instanceof Bound.Get get) {
			return get.arguments();
		}
		if (bound instanceof Bound.Convert convert) {
			return List.of(convert.operand());
		}
		if (bound instanceof Bound.Element element) {
			return List.of(element.array(), element.index());
		}
		if (bound instanceof Bound.Invoke invoke) {
			return with(invoke.delegate(), invoke.arguments());
		}
		if (bound instanceof Bound.Assign assign) {
			return List.of(assign.target(), assign.value());
		}
		if (bound instanceof Bound.Concat concat) {
			return concat.parts();
		}
		if (bound instanceof Bound.NewArray array) {
			return with(array.size(), array.elements());
		}
		if (bound instanceof Bound.NewAnonymous anonymous) {
			return anonymous.values();
		}
		if (bound instanceof Bound.Reference reference) {
			return List.of(reference.target());
		}
		if (bound instanceof Bound.Sequence sequence) {
			List<Bound> parts = new ArrayList<>(sequence.effects());
			parts.add(sequence.value());
			return parts;
		}
		if (bound instanceof Bound.Interpolation interpolation) {
			List<Bound> parts = new ArrayList<>();
			interpolation.parts().forEach((part) -> addTo(parts, part.value()));
			return parts;
		}
		return ofOperator(bound);
	}

	private static List<Bound> with(@Nullable Bound first, List<Bound> rest) {
		List<Bound> parts = new ArrayList<>();
		addTo(parts, first);
		parts.addAll(rest);
		return parts;
	}

	private static void addTo(List<Bound> parts, @Nullable Bound bound) {
		if (bound != null) {
			parts.add(bound);
		}
	}

	private static List<Bound> ofOperator(Bound bound) {
		if (bound instanceof Bound.Numeric numeric) {
			return List.of(numeric.left(), numeric.right());
		}
		if (bound instanceof Bound.Equality equality) {
			return List.of(equality.left(), equality.right());
		}
		if (bound instanceof Bound.EnumOperation operation) {
			return List.of(operation.left(), operation.right());
		}
		if (bound instanceof Bound.BoolOperation operation) {
			return List.of(operation.left(), operation.right());
		}
		if (bound instanceof Bound.Logical logical) {
			return List.of(logical.left(), logical.right());
		}
		if (bound instanceof Bound.Coalesce coalesce) {
			return List.of(coalesce.left(), coalesce.right());
		}
		if (bound instanceof Bound.Conditional conditional) {
			return List.of(conditional.condition(), conditional.whenTrue(), conditional.whenFalse());
		}
		if (bound instanceof Bound.NullConditional conditional) {
			return List.of(conditional.target(), conditional.rest());
		}
		return ofUnary(bound);
	}

	private static List<Bound> ofUnary(Bound bound) {
		if (bound instanceof Bound.Not not) {
			return List.of(not.operand());
		}
		if (bound instanceof Bound.Negate negate) {
			return List.of(negate.operand());
		}
		if (bound instanceof Bound.TypeTest test) {
			return List.of(test.operand());
		}
		if (bound instanceof Bound.As as) {
			return List.of(as.operand());
		}
		return (bound instanceof Bound.Throw thrown) ? List.of(thrown.operand()) : List.of();
	}

}
