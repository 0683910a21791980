package io.selvage.gateway.policy.liquid;

/**
 * A condition of {@code if} and {@code unless}. {@code and} and {@code or} have the same
 * rank and are taken from right to left, as in Liquid.
 */
@FunctionalInterface
interface Condition {

	boolean holds(RenderState state);

	static Condition read(Markup markup) throws LiquidSyntaxException {
		Condition left = comparison(markup);
		if (markup.accept("and")) {
			Condition right = read(markup);
			return (state) -> left.holds(state) && right.holds(state);
		}
		if (markup.accept("or")) {
			Condition right = read(markup);
			return (state) -> left.holds(state) || right.holds(state);
		}
		return left;
	}

	private static Condition comparison(Markup markup) throws LiquidSyntaxException {
		Operand left = markup.operand();
		String operator = markup.operator();
		if (operator == null) {
			return (state) -> LiquidValue.isTrue(left.evaluate(state));
		}
		Operand right = markup.operand();
		return switch (operator) {
			case "==" -> (state) -> LiquidValue.areEqual(left.evaluate(state), right.evaluate(state));
			case "!=", "<>" -> (state) -> !LiquidValue.areEqual(left.evaluate(state), right.evaluate(state));
			case "contains" -> (state) -> LiquidValue.contains(left.evaluate(state), right.evaluate(state));
			default -> (state) -> {
				Integer order = LiquidValue.compare(left.evaluate(state), right.evaluate(state));
				return order != null && switch (operator) {
					case "<" -> order < 0;
					case "<=" -> order <= 0;
					case ">" -> order > 0;
					default -> order >= 0;
				};
			};
		};
	}

}
