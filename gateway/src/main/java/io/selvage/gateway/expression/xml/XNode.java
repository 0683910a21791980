package io.selvage.gateway.expression.xml;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A node of an XML tree (System.Xml.Linq.XNode). A node that has a parent already is
 * cloned when it is added elsewhere.
 */
public abstract sealed class XNode extends XObject
		permits XContainer, XText, XComment, XProcessingInstruction, XDocumentType {

	private int indexHint;

	XNode() {
	}

	abstract XNode copy(int depth);

	int index() {
		XContainer parent = attached();
		if (this.indexHint >= parent.content.size() || parent.content.get(this.indexHint) != this) {
			this.indexHint = parent.indexOf(this);
		}
		return this.indexHint;
	}

	private XContainer attached() {
		if (this.container == null) {
			throw ClrException.invalidOperation("The parent is missing.");
		}
		return this.container;
	}

	public @Nullable XNode next() {
		return sibling(1);
	}

	public @Nullable XNode previous() {
		return sibling(-1);
	}

	private @Nullable XNode sibling(int distance) {
		XContainer parent = this.container;
		if (parent == null) {
			return null;
		}
		int at = index() + distance;
		if (at < 0 || at >= parent.content.size()) {
			return null;
		}
		XNode node = parent.content.get(at);
		node.indexHint = at;
		return node;
	}

	public List<XNode> nodesAfterSelf() {
		XContainer parent = this.container;
		return (parent == null) ? List.of()
				: new ArrayList<>(parent.content.subList(index() + 1, parent.content.size()));
	}

	public List<XNode> nodesBeforeSelf() {
		XContainer parent = this.container;
		return (parent == null) ? List.of() : new ArrayList<>(parent.content.subList(0, index()));
	}

	/**
	 * Returns the elements around this node, nearest first.
	 * @param name their name, or null for all
	 * @return the elements
	 */
	public List<XElement> ancestors(@Nullable XName name) {
		List<XElement> ancestors = new ArrayList<>();
		for (XElement element = parent(); element != null; element = element.parent()) {
			if (name == null || element.name().equals(name)) {
				ancestors.add(element);
			}
		}
		return ancestors;
	}

	public void addAfterSelf(@Nullable Object content) {
		attached().insert(index() + 1, content);
	}

	public void addBeforeSelf(@Nullable Object content) {
		attached().insert(index(), content);
	}

	public void remove() {
		attached().removeNode(index());
	}

	public void replaceWith(@Nullable Object content) {
		XContainer parent = attached();
		int at = index();
		parent.removeNode(at);
		parent.insert(at, content);
	}

	/**
	 * Compares two trees, names, attributes and contents.
	 * @param one the one
	 * @param other the other
	 * @return true if they are equal
	 */
	public static boolean deepEquals(@Nullable XNode one, @Nullable XNode other) {
		return one == other || (one != null && other != null && XmlEquality.equals(one, other));
	}

	/**
	 * Compares the places of two nodes of one tree.
	 * @param one the one
	 * @param other the other
	 * @return negative if the one comes first
	 */
	public static int compareDocumentOrder(XNode one, XNode other) {
		List<Integer> path = one.position();
		List<Integer> otherPath = other.position();
		if (one.top() != other.top()) {
			throw ClrException.invalidOperation("The nodes do not belong to one tree.");
		}
		for (int i = 0; i < Math.min(path.size(), otherPath.size()); i++) {
			int order = path.get(i).compareTo(otherPath.get(i));
			if (order != 0) {
				return order;
			}
		}
		return Integer.compare(path.size(), otherPath.size());
	}

	XObject top() {
		XObject top = this;
		while (top.container != null) {
			top = top.container;
		}
		return top;
	}

	private List<Integer> position() {
		List<Integer> path = new ArrayList<>();
		for (XNode node = this; node.container != null; node = node.container) {
			path.add(0, node.index());
		}
		return path;
	}

	/**
	 * Writes the node as XML.
	 * @param indented whether elements stand on lines of their own
	 * @return the text
	 */
	public String toString(boolean indented) {
		return XmlWriter.write(this, indented);
	}

	@Override
	public String toString() {
		return toString(true);
	}

	static void checkDepth(int depth) {
		if (depth > MAX_DEPTH) {
			throw new ClrException("System.InsufficientExecutionStackException",
					"The XML is nested more than " + MAX_DEPTH + " levels deep.");
		}
	}

	/**
	 * Returns about the number of characters of the tree's text.
	 * @return characters
	 */
	public long textLength() {
		return XmlSizes.length(this, false, 0);
	}

}
