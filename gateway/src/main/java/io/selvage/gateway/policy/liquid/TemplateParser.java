package io.selvage.gateway.policy.liquid;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a template into text, outputs and tags, and puts the tags' blocks together.
 */
final class TemplateParser {

	private static final int DEEPEST = 64;

	private final String text;

	private int at;

	private int depth;

	/** Whether a dash asked for the blanks behind it to go. */
	private boolean trimNext;

	TemplateParser(String text) {
		this.text = text;
	}

	List<Node> parse() throws LiquidSyntaxException {
		Block block = block(List.of());
		return block.nodes();
	}

	/**
	 * Reads up to one of the end tags.
	 * @param ends the names of the tags; empty for the end of the template
	 */
	Block block(List<String> ends) throws LiquidSyntaxException {
		if (++this.depth > DEEPEST) {
			throw new LiquidSyntaxException(this.at, "Tags are nested deeper than " + DEEPEST + " levels.");
		}
		List<Node> nodes = new ArrayList<>();
		int start = this.at;
		while (true) {
			int open = next();
			text(nodes, (open < 0) ? this.text.length() : open, open >= 0 && dashAt(open + 2));
			if (open < 0) {
				if (!ends.isEmpty()) {
					throw new LiquidSyntaxException(start,
							"A tag is not closed: '" + ends.get(ends.size() - 1) + "' is missing.");
				}
				this.depth--;
				return new Block(List.copyOf(nodes), "", null);
			}
			this.at = open;
			if (this.text.charAt(open + 1) == '{') {
				Operand operand = inside("}}").filtered();
				nodes.add((state) -> state.write(LiquidValue.text(operand.evaluate(state))));
				continue;
			}
			Markup markup = inside("%}");
			int tagOffset = markup.offsetOfNext();
			String name = markup.word();
			if (ends.contains(name)) {
				this.depth--;
				return new Block(List.copyOf(nodes), name, markup);
			}
			Node node = new TagParser(this).parse(name, markup, tagOffset);
			if (node != null) {
				nodes.add(node);
			}
		}
	}

	/** The offset of the next opening braces, or -1. */
	private int next() {
		for (int i = this.at; i + 1 < this.text.length(); i++) {
			if (this.text.charAt(i) == '{' && (this.text.charAt(i + 1) == '{' || this.text.charAt(i + 1) == '%')) {
				return i;
			}
		}
		return -1;
	}

	private boolean dashAt(int index) {
		return index < this.text.length() && this.text.charAt(index) == '-';
	}

	private void text(List<Node> nodes, int end, boolean trimEnd) {
		String part = this.text.substring(this.at, end);
		if (this.trimNext) {
			part = part.stripLeading();
		}
		if (trimEnd) {
			part = part.stripTrailing();
		}
		this.trimNext = false;
		if (!part.isEmpty()) {
			String literal = part;
			nodes.add((state) -> state.write(literal));
		}
	}

	/** Takes the markup between braces. */
	private Markup inside(String close) throws LiquidSyntaxException {
		int from = this.at + 2;
		int end = this.text.indexOf(close, from);
		if (end < 0) {
			throw new LiquidSyntaxException(this.at, "'" + close + "' is missing.");
		}
		this.at = end + 2;
		int first = dashAt(from) ? from + 1 : from;
		int last = (end > first && this.text.charAt(end - 1) == '-') ? end - 1 : end;
		this.trimNext = last < end;
		return new Markup(this.text.substring(first, Math.max(first, last)), first);
	}

	/** Takes everything up to an end tag as it is. */
	String verbatim(String end) throws LiquidSyntaxException {
		int from = this.at;
		int scan = from;
		while (true) {
			int open = this.text.indexOf("{%", scan);
			int close = (open < 0) ? -1 : this.text.indexOf("%}", open);
			if (close < 0) {
				throw new LiquidSyntaxException(from, "A tag is not closed: '" + end + "' is missing.");
			}
			String tag = this.text.substring(open + 2, close).replace("-", " ").strip();
			if (tag.equals(end)) {
				this.at = close + 2;
				this.trimNext = this.text.charAt(close - 1) == '-';
				return this.text.substring(from, open);
			}
			scan = open + 2;
		}
	}

	/**
	 * A part of the template.
	 *
	 * @param nodes what it renders
	 * @param end the name of the tag that ended it
	 * @param markup what else that tag holds
	 */
	record Block(List<Node> nodes, String end, @Nullable Markup markup) {
	}

}
