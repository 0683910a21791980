package io.selvage.gateway.policy.liquid;

import java.util.List;

/**
 * A Liquid template, parsed. Immutable and thread-safe.
 * <p>
 * The dialect is that of DotLiquid with C# naming, which Azure API Management uses:
 * Pascal-case filters, {@code Replace} by regular expression, and the tag
 * {@code JSONArrayFor}, a loop that puts commas between its rounds.
 */
public final class LiquidTemplate {

	private final List<Node> nodes;

	private LiquidTemplate(List<Node> nodes) {
		this.nodes = nodes;
	}

	/**
	 * Parses a template.
	 * @param text the template
	 * @return the template
	 * @throws LiquidSyntaxException if a tag is unknown or not closed, or a filter is
	 * unknown
	 */
	public static LiquidTemplate parse(String text) throws LiquidSyntaxException {
		return new LiquidTemplate(new TemplateParser(text).parse());
	}

	/**
	 * Renders the template.
	 * @param globals the variables it can read
	 * @param maxLength the longest text it may produce, in characters
	 * @return the text
	 * @throws LiquidLimitException if it takes more than 10,000 loop rounds or produces
	 * more text
	 */
	public String render(LiquidObject globals, int maxLength) {
		RenderState state = new RenderState(globals, maxLength);
		state.render(this.nodes);
		return state.output();
	}

}
