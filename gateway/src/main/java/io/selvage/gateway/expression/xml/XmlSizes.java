package io.selvage.gateway.expression.xml;

import java.util.Set;

import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.LimitExceededException;
import io.selvage.gateway.expression.types.Sequences;
import org.jspecify.annotations.Nullable;

/**
 * What trees weigh against the budget of an evaluation.
 */
final class XmlSizes {

	private static final int BYTES_PER_NODE = 160;

	private static final int MOST_NODES_WITHIN_THEMSELVES = 10_000;

	private XmlSizes() {
	}

	/** About the number of characters that writing takes. */
	static long length(XNode node, boolean indented, int depth) {
		XNode.checkDepth(depth);
		if (node instanceof XText text) {
			return text.value().length();
		}
		if (!(node instanceof XContainer container)) {
			return 16;
		}
		long length = 2L * depth;
		if (node instanceof XElement element) {
			length += 2L * element.name().localName().length() + 8;
			for (XAttribute attribute : element.attributes()) {
				length += attribute.name().localName().length() + attribute.value().length() + 8L;
			}
		}
		for (XNode child : container.content) {
			length += length(child, indented, depth + 1);
		}
		return length;
	}

	private static long nodes(XNode node, int depth) {
		XNode.checkDepth(depth);
		long count = 1;
		if (node instanceof XContainer container) {
			for (XNode child : container.content) {
				count += nodes(child, depth + 1);
			}
		}
		return count;
	}

	/** A tree within itself doubles with every step: that ends early. */
	static void checkCyclic(XNode node) {
		if (nodes(node, 0) > MOST_NODES_WITHIN_THEMSELVES) {
			throw new LimitExceededException("A large XML tree was put into itself.");
		}
	}

	/** Announces the nodes of a text that is about to be read, and returns it. */
	static @Nullable String text(Evaluation evaluation, @Nullable String xml) {
		if (xml != null) {
			long nodes = nodes(xml);
			evaluation.stepFor(nodes, 16);
			evaluation.allocate(memory(nodes, xml));
		}
		return xml;
	}

	/** Announces the nodes of a body, whose length is no work of the expression's. */
	static void announce(Evaluation evaluation, String xml) {
		evaluation.step(1);
		evaluation.allocate(memory(nodes(xml), xml));
	}

	private static long memory(long nodes, String xml) {
		return nodes * BYTES_PER_NODE + 2L * xml.length();
	}

	/** At most so many nodes and attributes are in a text. */
	private static long nodes(String xml) {
		long nodes = 1;
		boolean inTag = false;
		for (int i = 0; i < xml.length(); i++) {
			char c = xml.charAt(i);
			inTag = (inTag || c == '<') && c != '>';
			nodes += (c == '<' || (c == '=' && inTag)) ? 1 : 0;
		}
		return nodes;
	}

	static void chargeClone(Evaluation evaluation, XNode node) {
		long nodes = nodes(node, 0);
		evaluation.stepFor(nodes, 16);
		evaluation.allocate(nodes * BYTES_PER_NODE);
	}

	/** A node is cloned if it has a parent, or gets one by this very content. */
	static void chargeClones(Evaluation evaluation, Set<XNode> adopted, @Nullable Object content) {
		if (content instanceof XNode node) {
			if (node.container != null || !adopted.add(node)) {
				chargeClone(evaluation, node);
			}
		}
		else if (content instanceof Iterable<?> || content instanceof Object[]) {
			evaluation.step(1);
			for (Object part : Sequences.of(content)) {
				chargeClones(evaluation, adopted, part);
			}
		}
	}

}
