package io.selvage.gateway.expression.xml;

import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.Sequences;
import org.jspecify.annotations.Nullable;

/**
 * What trees weigh against the budget of an evaluation.
 */
final class XmlSizes {

	/** Longer text is paid for before it is made, shorter text when it is returned. */
	static final long LONG_TEXT = 1 << 20;

	private static final int BYTES_PER_NODE = 64;

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

	static void chargeClone(Evaluation evaluation, XNode node) {
		long nodes = nodes(node, 0);
		evaluation.step(1 + (int) Math.min(nodes / 16, Integer.MAX_VALUE - 1));
		evaluation.produce(nodes * BYTES_PER_NODE);
	}

	static void chargeClones(Evaluation evaluation, @Nullable Object content) {
		if (content instanceof XNode node) {
			if (node.container != null) {
				chargeClone(evaluation, node);
			}
		}
		else if (content instanceof Iterable<?> || content instanceof Object[]) {
			for (Object part : Sequences.of(content)) {
				chargeClones(evaluation, part);
			}
		}
	}

}
