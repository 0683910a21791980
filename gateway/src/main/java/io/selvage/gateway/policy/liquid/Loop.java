package io.selvage.gateway.policy.liquid;

import java.util.List;

/**
 * {@code for}, and {@code JSONArrayFor}, which puts commas between the rounds and takes a
 * single XML element for a list of one.
 */
record Loop(String variable, LoopItems items, Body body) implements Node {

	private static final String PROGRESS = "forloop";

	@Override
	public void render(RenderState state) {
		List<Object> all = this.items.of(state, this.body.commas());
		if (all.isEmpty()) {
			state.render(this.body.otherwise());
			return;
		}
		RenderState.Shadowed variables = state.shadow(this.variable, PROGRESS);
		for (int i = 0; i < all.size(); i++) {
			state.countRound();
			if (i > 0 && this.body.commas()) {
				state.write(",");
			}
			state.assign(this.variable, all.get(i));
			state.assign(PROGRESS, new LoopProgress(i, all.size()));
			state.render(this.body.nodes());
			if (state.takeInterrupt() == RenderState.Interrupt.BREAK) {
				break;
			}
		}
		variables.restore();
	}

	/**
	 * What a loop renders.
	 */
	record Body(List<Node> nodes, List<Node> otherwise, boolean commas) {
	}

}
