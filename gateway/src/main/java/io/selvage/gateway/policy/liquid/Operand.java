package io.selvage.gateway.policy.liquid;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A value in markup.
 */
sealed interface Operand {

	@Nullable Object evaluate(RenderState state);

	/**
	 * A string, number, boolean, nothing.
	 */
	record Literal(@Nullable Object value) implements Operand {

		@Override
		public @Nullable Object evaluate(RenderState state) {
			return this.value;
		}

	}

	/**
	 * A variable and the members asked of it.
	 */
	record Path(String name, List<Operand> members) implements Operand {

		@Override
		public @Nullable Object evaluate(RenderState state) {
			Object value = state.variable(this.name);
			for (Operand member : this.members) {
				Object key = member.evaluate(state);
				if (value == null || key == null) {
					return null;
				}
				value = LiquidValue.member(value, key);
			}
			return value;
		}

	}

	/**
	 * Whole numbers from one to another.
	 */
	record Range(Operand from, Operand to) implements Operand {

		@Override
		public @Nullable Object evaluate(RenderState state) {
			var first = LiquidValue.number(this.from.evaluate(state));
			var last = LiquidValue.number(this.to.evaluate(state));
			List<Object> numbers = new ArrayList<>();
			if (first != null && last != null) {
				for (long n = first.longValue(); n <= last.longValue(); n++) {
					state.countRound();
					numbers.add(n);
				}
			}
			return numbers;
		}

	}

	/**
	 * A value that filters change.
	 */
	record Filtered(Operand operand, List<FilterCall> filters) implements Operand {

		@Override
		public @Nullable Object evaluate(RenderState state) {
			Object value = this.operand.evaluate(state);
			for (FilterCall call : this.filters) {
				List<@Nullable Object> arguments = new ArrayList<>(call.arguments().size());
				for (Operand argument : call.arguments()) {
					arguments.add(argument.evaluate(state));
				}
				value = call.filter().apply(value, new Arguments(arguments));
			}
			return value;
		}

	}

	/**
	 * A filter with its arguments.
	 */
	record FilterCall(Filter filter, List<Operand> arguments) {
	}

}
