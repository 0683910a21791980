package io.selvage.gateway.expression.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Moves forward through a document (System.Xml.XmlReader). The whole document is read,
 * and checked, before the first move.
 */
final class XmlCursor {

	private final Deque<Place> open = new ArrayDeque<>();

	private @Nullable Place current;

	private boolean started;

	private XmlCursor(List<XNode> nodes) {
		this.open.push(new Place(null, nodes, false));
	}

	static XmlCursor parse(@Nullable String xml) {
		return new XmlCursor(XDocument.parse(xml, true).nodes());
	}

	static XmlCursor over(XNode node) {
		return new XmlCursor((node instanceof XDocument document) ? document.nodes() : List.of(node));
	}

	/** Moves to the next node; returns false at the end. */
	boolean read() {
		this.started = true;
		Place here = this.current;
		if (here != null && !here.end && here.node instanceof XElement element && !element.isEmpty()) {
			this.open.push(new Place(element, element.nodes(), false));
		}
		return advance();
	}

	private boolean advance() {
		Place list = this.open.peek();
		if (list == null) {
			this.current = null;
			return false;
		}
		if (!list.rest.isEmpty()) {
			this.current = new Place(list.rest.removeFirst(), List.of(), false);
			return true;
		}
		this.open.pop();
		if (list.node == null) {
			this.current = null;
			return false;
		}
		this.current = new Place(list.node, List.of(), true);
		return true;
	}

	boolean isAtEnd() {
		return this.started && this.current == null;
	}

	@Nullable XNode node() {
		return (this.current != null) ? this.current.node : null;
	}

	boolean isEndElement() {
		return this.current != null && this.current.end;
	}

	/** Moves on until there is content: an element, its end, text or CDATA. */
	int moveToContent() {
		if (!this.started) {
			read();
		}
		while (this.current != null && !this.current.end
				&& (node() instanceof XComment || node() instanceof XProcessingInstruction || isWhitespace())) {
			read();
		}
		return nodeType();
	}

	private boolean isWhitespace() {
		return node() instanceof XText text && !(text instanceof XCData) && text.value().isBlank();
	}

	int nodeType() {
		XNode node = node();
		if (node == null) {
			return 0;
		}
		return isEndElement() ? 15 : isWhitespace() ? 13 : node.nodeType();
	}

	/** Skips the current node with all that is in it. */
	void skip() {
		this.started = true;
		advance();
	}

	/** Returns the current node and moves behind it. */
	XNode readNode() {
		if (!this.started) {
			read();
		}
		XNode node = node();
		if (node == null || isEndElement()) {
			throw ClrException.invalidOperation("The XmlReader state should be Interactive.");
		}
		advance();
		return node.copy(0);
	}

	XElement readElement() {
		moveToContent();
		if (readNode() instanceof XElement element) {
			return element;
		}
		throw new ClrException("System.Xml.XmlException", "The reader does not stand on an element.");
	}

	int depth() {
		return Math.max(this.open.size() - 1, 0);
	}

	/** A node, or the children of a node that are still to come. */
	private static final class Place {

		private final @Nullable XNode node;

		private final Deque<XNode> rest;

		private final boolean end;

		Place(@Nullable XNode node, List<XNode> rest, boolean end) {
			this.node = node;
			this.rest = new ArrayDeque<>(rest);
			this.end = end;
		}

	}

}
