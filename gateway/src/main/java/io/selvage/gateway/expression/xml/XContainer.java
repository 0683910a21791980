package io.selvage.gateway.expression.xml;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.Sequences;
import org.jspecify.annotations.Nullable;

/**
 * A node with content (System.Xml.Linq.XContainer).
 */
public abstract sealed class XContainer extends XNode permits XElement, XDocument {

	final List<XNode> content = new ArrayList<>();

	XContainer() {
	}

	int indexOf(XNode node) {
		for (int i = 0; i < this.content.size(); i++) {
			if (this.content.get(i) == node) {
				return i;
			}
		}
		return -1;
	}

	public List<XNode> nodes() {
		return new ArrayList<>(this.content);
	}

	public @Nullable XNode firstNode() {
		return this.content.isEmpty() ? null : this.content.get(0);
	}

	public @Nullable XNode lastNode() {
		return this.content.isEmpty() ? null : this.content.get(this.content.size() - 1);
	}

	/**
	 * Returns the child elements.
	 * @param name their name, or null for all
	 * @return the elements in document order
	 */
	public List<XElement> elements(@Nullable XName name) {
		List<XElement> elements = new ArrayList<>();
		for (XNode node : this.content) {
			if (node instanceof XElement element && (name == null || element.name().equals(name))) {
				elements.add(element);
			}
		}
		return elements;
	}

	public @Nullable XElement element(XName name) {
		for (XNode node : this.content) {
			if (node instanceof XElement element && element.name().equals(name)) {
				return element;
			}
		}
		return null;
	}

	/**
	 * Returns the elements below this node at any depth.
	 * @param name their name, or null for all
	 * @return the elements in document order
	 */
	public List<XElement> descendants(@Nullable XName name) {
		List<XElement> elements = new ArrayList<>();
		for (XNode node : descendantNodes()) {
			if (node instanceof XElement element && (name == null || element.name().equals(name))) {
				elements.add(element);
			}
		}
		return elements;
	}

	public List<XNode> descendantNodes() {
		List<XNode> nodes = new ArrayList<>();
		collect(nodes, 0);
		return nodes;
	}

	private void collect(List<XNode> nodes, int depth) {
		checkDepth(depth);
		for (XNode node : this.content) {
			nodes.add(node);
			if (node instanceof XContainer container) {
				container.collect(nodes, depth + 1);
			}
		}
	}

	/**
	 * Adds content behind what is there.
	 * @param added nodes, attributes, values (written as text), iterables of such; null
	 * adds nothing
	 */
	public void add(@Nullable Object added) {
		insert(this.content.size(), added);
	}

	public void addFirst(@Nullable Object added) {
		insert(0, added);
	}

	/** Inserts content and returns the position behind it. */
	int insert(int index, @Nullable Object added) {
		if (added == null) {
			return index;
		}
		if (added instanceof XNode node) {
			boolean cyclic = node instanceof XContainer && node == top();
			if (cyclic) {
				XmlSizes.checkCyclic(node);
			}
			return insertNode(index, (node.container != null || cyclic) ? node.copy(0) : node);
		}
		if (added instanceof XAttribute attribute) {
			addAttribute(attribute);
			return index;
		}
		if (added instanceof Iterable<?> || added instanceof Object[]) {
			int at = index;
			List<@Nullable Object> parts = new ArrayList<>();
			Sequences.of(added).forEach(parts::add);
			for (Object part : parts) {
				at = insert(at, part);
			}
			return at;
		}
		return insertText(index, XmlValues.toText(added));
	}

	/** Text joins the text before it. */
	int insertText(int index, String text) {
		if (index > 0 && this.content.get(index - 1) instanceof XText before && !(before instanceof XCData)) {
			before.value(before.value() + text);
			return index;
		}
		return text.isEmpty() ? emptyText(index) : insertNode(index, new XText(text));
	}

	int emptyText(int index) {
		return index;
	}

	int insertNode(int index, XNode node) {
		node.container = this;
		this.content.add(index, node);
		return index + 1;
	}

	abstract void addAttribute(XAttribute attribute);

	void removeNode(int index) {
		this.content.remove(index).container = null;
	}

	public void removeNodes() {
		this.content.forEach((node) -> node.container = null);
		this.content.clear();
	}

	public void replaceNodes(@Nullable Object added) {
		removeNodes();
		add(added);
	}

}
