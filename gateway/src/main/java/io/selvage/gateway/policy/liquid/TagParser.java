package io.selvage.gateway.policy.liquid;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads one tag with what belongs to it.
 */
final class TagParser {

	private static final String TAGS = "if, unless, case, for, JSONArrayFor, tablerow, assign, capture, cycle, increment, "
			+ "decrement, break, continue, comment, raw";

	private final TemplateParser template;

	TagParser(TemplateParser template) {
		this.template = template;
	}

	/**
	 * Reads a tag.
	 * @return what it renders; null for a comment
	 */
	@Nullable Node parse(String name, Markup markup, int offset) throws LiquidSyntaxException {
		switch (name) {
			case "if":
				return branches(Condition.read(markup), "endif");
			case "unless":
				Condition condition = Condition.read(markup);
				return branches((state) -> !condition.holds(state), "endunless");
			case "case":
				return cases(markup);
			case "for":
				return loop(markup, "endfor", false);
			case "JSONArrayFor":
				return loop(markup, "endJSONArrayFor", true);
			case "tablerow":
				return tableRow(markup);
			case "assign":
				return assign(markup);
			case "capture":
				String variable = variable(markup);
				List<Node> nodes = this.template.block(List.of("endcapture")).nodes();
				return (state) -> state.assign(variable, state.capture(nodes));
			case "cycle":
				return cycle(markup);
			case "increment":
				String counter = variable(markup);
				return (state) -> state.write(Integer.toString(state.count("+" + counter, 1)));
			case "decrement":
				String down = variable(markup);
				return (state) -> state.write(Integer.toString(state.count("-" + down, -1) - 1));
			case "break":
				return (state) -> state.interrupt(RenderState.Interrupt.BREAK);
			case "continue":
				return (state) -> state.interrupt(RenderState.Interrupt.CONTINUE);
			case "comment":
				this.template.verbatim("endcomment");
				return null;
			case "raw":
				String literal = this.template.verbatim("endraw");
				return (state) -> state.write(literal);
			default:
				throw new LiquidSyntaxException(offset, "There is no tag '" + name + "'. Tags: " + TAGS + ".");
		}
	}

	private Node branches(Condition first, String end) throws LiquidSyntaxException {
		List<Branch> branches = new ArrayList<>();
		List<Node> otherwise = List.of();
		Condition condition = first;
		boolean last = false;
		while (true) {
			TemplateParser.Block block = this.template.block(List.of("elsif", "else", end));
			if (last) {
				otherwise = block.nodes();
			}
			else {
				branches.add(new Branch(condition, block.nodes()));
			}
			Markup markup = block.markup();
			if (block.end().equals(end) || markup == null) {
				return new Branches(List.copyOf(branches), otherwise);
			}
			last = block.end().equals("else");
			if (!last) {
				condition = Condition.read(markup);
			}
		}
	}

	private Node cases(Markup markup) throws LiquidSyntaxException {
		Operand subject = markup.operand();
		List<Branch> branches = new ArrayList<>();
		List<Node> otherwise = List.of();
		TemplateParser.Block block = this.template.block(List.of("when", "else", "endcase"));
		while (!block.end().equals("endcase")) {
			Markup values = block.markup();
			Condition condition = (block.end().equals("when") && values != null) ? anyOf(subject, values) : null;
			block = this.template.block(List.of("when", "else", "endcase"));
			if (condition == null) {
				otherwise = block.nodes();
			}
			else {
				branches.add(new Branch(condition, block.nodes()));
			}
		}
		return new Branches(List.copyOf(branches), otherwise);
	}

	private static Condition anyOf(Operand subject, Markup values) throws LiquidSyntaxException {
		List<Operand> candidates = new ArrayList<>();
		do {
			candidates.add(values.operand());
		}
		while (values.accept(",") || values.accept("or"));
		return (state) -> {
			Object value = subject.evaluate(state);
			return candidates.stream().anyMatch((candidate) -> LiquidValue.areEqual(value, candidate.evaluate(state)));
		};
	}

	private Node loop(Markup markup, String end, boolean commas) throws LiquidSyntaxException {
		String variable = variable(markup);
		LoopItems items = LoopItems.read(markup, false);
		TemplateParser.Block block = this.template.block(List.of("else", end));
		List<Node> otherwise = block.end().equals("else") ? this.template.block(List.of(end)).nodes() : List.of();
		return new Loop(variable, items, new Loop.Body(block.nodes(), otherwise, commas));
	}

	private Node tableRow(Markup markup) throws LiquidSyntaxException {
		String variable = variable(markup);
		LoopItems items = LoopItems.read(markup, true);
		return new TableRow(variable, items, this.template.block(List.of("endtablerow")).nodes());
	}

	private static Node assign(Markup markup) throws LiquidSyntaxException {
		String variable = variable(markup);
		if (!markup.accept("=")) {
			throw new LiquidSyntaxException(markup.offset(), "'=' is missing: {% assign name = value %}.");
		}
		Operand value = markup.filtered();
		return (state) -> state.assign(variable, value.evaluate(state));
	}

	private static Node cycle(Markup markup) throws LiquidSyntaxException {
		List<Operand> values = new ArrayList<>();
		Operand first = markup.operand();
		Operand group = null;
		if (markup.accept(":")) {
			group = first;
		}
		else {
			values.add(first);
			markup.accept(",");
		}
		while (!markup.atEnd()) {
			values.add(markup.operand());
			if (!markup.accept(",")) {
				break;
			}
		}
		if (values.isEmpty()) {
			throw new LiquidSyntaxException(markup.offset(), "'cycle' needs values.");
		}
		List<Operand> all = List.copyOf(values);
		Operand named = group;
		return (state) -> {
			String key = "cycle " + ((named != null) ? LiquidValue.text(named.evaluate(state)) : all);
			state.write(LiquidValue.text(all.get(state.count(key, 1) % all.size()).evaluate(state)));
		};
	}

	private static String variable(Markup markup) throws LiquidSyntaxException {
		int offset = markup.offset();
		String name = markup.word();
		if (name.isEmpty()) {
			throw new LiquidSyntaxException(offset, "The name of a variable is missing.");
		}
		return name;
	}

	private record Branch(Condition condition, List<Node> nodes) {
	}

	private record Branches(List<Branch> branches, List<Node> otherwise) implements Node {

		@Override
		public void render(RenderState state) {
			for (Branch branch : this.branches) {
				if (branch.condition().holds(state)) {
					state.render(branch.nodes());
					return;
				}
			}
			state.render(this.otherwise);
		}

	}

}
