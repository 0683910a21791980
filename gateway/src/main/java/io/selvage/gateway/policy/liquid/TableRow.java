package io.selvage.gateway.policy.liquid;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * {@code tablerow}: a loop that puts its rounds into the cells of an HTML table.
 */
record TableRow(String variable, LoopItems items, List<Node> nodes) implements Node {

	private static final String PROGRESS = "tablerowloop";

	@Override
	public void render(RenderState state) {
		List<Object> all = this.items.of(state, false);
		int columns = this.items.columns(state, all.size());
		RenderState.Shadowed variables = state.shadow(this.variable, PROGRESS);
		state.write("<tr class=\"row1\">\n");
		for (int i = 0; i < all.size(); i++) {
			state.countRound();
			state.assign(this.variable, all.get(i));
			state.assign(PROGRESS, new Progress(new LoopProgress(i, all.size()), i % columns, columns));
			state.write("<td class=\"col" + (i % columns + 1) + "\">");
			state.render(this.nodes);
			state.write("</td>");
			if (state.takeInterrupt() == RenderState.Interrupt.BREAK) {
				break;
			}
			if (i % columns == columns - 1 && i < all.size() - 1) {
				state.write("</tr>\n<tr class=\"row" + (i / columns + 2) + "\">");
			}
		}
		state.write("</tr>\n");
		variables.restore();
	}

	private record Progress(LoopProgress loop, int column, int columns) implements LiquidObject {

		@Override
		public @Nullable Object member(String name) {
			return switch (name.toLowerCase(Locale.ROOT)) {
				case "col" -> (long) this.column + 1;
				case "col0" -> (long) this.column;
				case "col_first", "colfirst" -> this.column == 0;
				case "col_last", "collast" -> this.column == this.columns - 1;
				default -> this.loop.member(name);
			};
		}

	}

}
