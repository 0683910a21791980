package io.selvage.gateway.expression;

import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.binding.BoundExpression;
import io.selvage.gateway.expression.binding.BoundVisitor;
import io.selvage.gateway.expression.binding.Conversion;

/**
 * Which bodies an expression reads. A comparison of a body with null reads nothing; the
 * body of a response that a cast took out of a variable is in memory already.
 *
 * @param request whether it reads the body of the request
 * @param response whether it reads the body of the response
 */
record BodyAccess(boolean request, boolean response) {

	static BodyAccess of(BoundExpression expression) {
		Visitor visitor = new Visitor();
		visitor.visit(expression.function());
		return new BodyAccess(visitor.requestReads > 0, visitor.responseReads > 0 && visitor.usesResponse);
	}

	private static final class Visitor extends BoundVisitor {

		private int requestReads;

		private int responseReads;

		private boolean usesResponse;

		@Override
		protected void enter(Bound bound) {
			if (bound instanceof Bound.Get get) {
				count(get, 1);
			}
			else if (bound instanceof Bound.Equality equality
					&& (isNull(equality.left()) || isNull(equality.right()))) {
				Bound tested = isNull(equality.left()) ? equality.right() : equality.left();
				while (tested instanceof Bound.Convert convert && convert.conversion() == Conversion.REPRESENTATION) {
					tested = convert.operand();
				}
				if (tested instanceof Bound.Get get) {
					count(get, -1);
				}
			}
		}

		private void count(Bound.Get get, int by) {
			String owner = get.property().owner().fullName();
			String name = get.property().name();
			if (owner.equals(ExpressionTypes.REQUEST) && name.equals("Body")) {
				this.requestReads += by;
			}
			else if (owner.equals(ExpressionTypes.RESPONSE) && name.equals("Body")) {
				boolean fromVariable = get.arguments().get(0) instanceof Bound.Convert convert
						&& convert.conversion() == Conversion.CAST;
				this.responseReads += fromVariable ? 0 : by;
			}
			else if (owner.equals(ExpressionTypes.CONTEXT) && name.equals("Response")) {
				this.usesResponse = true;
			}
		}

		private static boolean isNull(Bound bound) {
			return bound instanceof Bound.Constant constant && constant.value() == null;
		}

	}

}
