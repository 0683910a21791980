package io.selvage.gateway.policy.liquid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * {@code for}, and {@code JSONArrayFor}, which puts commas between the rounds and takes a
 * single XML element for a list of one.
 */
record Loop(String variable, Operand collection, boolean reversed, @Nullable Operand limit, @Nullable Operand offset,
		Body body) implements Node {

	@Override
	public void render(RenderState state) {
		List<Object> items = items(state);
		if (items.isEmpty()) {
			state.render(this.body.otherwise());
			return;
		}
		boolean shadows = state.isAssigned(this.variable);
		Object shadowed = shadows ? state.variable(this.variable) : null;
		boolean nested = state.isAssigned("forloop");
		Object outer = nested ? state.variable("forloop") : null;
		for (int i = 0; i < items.size(); i++) {
			state.countRound();
			if (i > 0 && this.body.commas()) {
				state.write(",");
			}
			state.assign(this.variable, items.get(i));
			state.assign("forloop", new Progress(i, items.size()));
			state.render(this.body.nodes());
			if (state.takeInterrupt() == RenderState.Interrupt.BREAK) {
				break;
			}
		}
		restore(state, this.variable, shadows, shadowed);
		restore(state, "forloop", nested, outer);
	}

	private static void restore(RenderState state, String name, boolean assigned, @Nullable Object value) {
		if (assigned) {
			state.assign(name, value);
		}
		else {
			state.remove(name);
		}
	}

	private List<Object> items(RenderState state) {
		Object value = this.collection.evaluate(state);
		List<Object> items = LiquidValue.items(value);
		if (items.isEmpty() && this.body.commas() && value != null && !LiquidValue.isEmpty(value)) {
			items = List.of(value);
		}
		int from = Math.min(Math.max(whole(this.offset, state, 0), 0), items.size());
		int count = Math.max(whole(this.limit, state, items.size()), 0);
		List<Object> part = new ArrayList<>(items.subList(from, (int) Math.min(items.size(), (long) from + count)));
		if (this.reversed) {
			Collections.reverse(part);
		}
		return part;
	}

	private static int whole(@Nullable Operand operand, RenderState state, int otherwise) {
		BigDecimal number = (operand != null) ? LiquidValue.number(operand.evaluate(state)) : null;
		return (number != null) ? number.intValue() : otherwise;
	}

	/**
	 * What a loop renders.
	 */
	record Body(List<Node> nodes, List<Node> otherwise, boolean commas) {
	}

	private record Progress(int index, int size) implements LiquidObject {

		@Override
		public @Nullable Object member(String name) {
			return switch (name.toLowerCase(Locale.ROOT)) {
				case "first" -> this.index == 0;
				case "last" -> this.index == this.size - 1;
				case "index" -> (long) this.index + 1;
				case "index0" -> (long) this.index;
				case "rindex" -> (long) this.size - this.index;
				case "rindex0" -> (long) this.size - this.index - 1;
				case "length" -> (long) this.size;
				default -> null;
			};
		}

	}

}
