package io.selvage.gateway.expression.xml;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares XObject, XNode and XContainer.
 */
final class NodeMembers {

	private NodeMembers() {
	}

	static void register(TypeRegistry types) {
		types.define("System.Xml.Linq.XObject", XObject.class)
			.property("XElement Parent", (XObject object) -> object.parent())
			.property("XDocument Document", (XObject object) -> object.document())
			.property("XmlNodeType NodeType", (XObject object) -> XmlTypes.NODE.value(object.nodeType()))
			.property("string BaseUri", (XObject object) -> "");
		node(types.define("System.Xml.Linq.XNode", XNode.class).base("XObject"));
		container(types.define("System.Xml.Linq.XContainer", XContainer.class).base("XNode"));
	}

	private static void node(TypeBuilder type) {
		type.property("XNode NextNode", (XNode node) -> node.next())
			.property("XNode PreviousNode", (XNode node) -> node.previous())
			.method("IEnumerable<XNode> NodesAfterSelf()", (XNode node) -> node.nodesAfterSelf())
			.method("IEnumerable<XNode> NodesBeforeSelf()", (XNode node) -> node.nodesBeforeSelf())
			.method("IEnumerable<XElement> ElementsAfterSelf()", (XNode node) -> elements(node.nodesAfterSelf(), null))
			.method("IEnumerable<XElement> ElementsAfterSelf(XName name)",
					(XNode node, @Nullable XName name) -> named(elements(node.nodesAfterSelf(), name), name))
			.method("IEnumerable<XElement> ElementsBeforeSelf()",
					(XNode node) -> elements(node.nodesBeforeSelf(), null))
			.method("IEnumerable<XElement> ElementsBeforeSelf(XName name)",
					(XNode node, @Nullable XName name) -> named(elements(node.nodesBeforeSelf(), name), name))
			.method("IEnumerable<XElement> Ancestors()", (XNode node) -> node.ancestors(null))
			.method("IEnumerable<XElement> Ancestors(XName name)",
					(XNode node, @Nullable XName name) -> named(node.ancestors(name), name))
			.call("void AddAfterSelf(params object[] content)", (in) -> {
				in.<XNode>argument(0).addAfterSelf(content(in));
				return null;
			})
			.call("void AddBeforeSelf(params object[] content)", (in) -> {
				in.<XNode>argument(0).addBeforeSelf(content(in));
				return null;
			})
			.call("void ReplaceWith(params object[] content)", (in) -> {
				in.<XNode>argument(0).replaceWith(content(in));
				return null;
			})
			.action("void Remove()", (XNode node) -> node.remove())
			.method("bool IsAfter(XNode node)",
					(XNode node, XNode other) -> XNode.compareDocumentOrder(node, other) > 0)
			.method("bool IsBefore(XNode node)",
					(XNode node, XNode other) -> XNode.compareDocumentOrder(node, other) < 0)
			.method("static int CompareDocumentOrder(XNode n1, XNode n2)", XNode::compareDocumentOrder)
			.method("static bool DeepEquals(XNode n1, XNode n2)",
					(@Nullable XNode one, @Nullable XNode other) -> XNode.deepEquals(one, other))
			.method("static XNode ReadFrom(XmlReader reader)", (XmlCursor reader) -> reader.readNode())
			.method("XmlReader CreateReader()", (XNode node) -> XmlCursor.over(node))
			.call("string ToString()", (in) -> XmlTypes.write(in.evaluation(), in.<XNode>argument(0), true))
			.call("string ToString(SaveOptions options)", (in) -> XmlTypes.write(in.evaluation(), in.<XNode>argument(0),
					XmlTypes.indents(in.<EnumValue>argument(1))));
	}

	private static void container(TypeBuilder type) {
		type.property("XNode FirstNode", (XContainer container) -> container.firstNode())
			.property("XNode LastNode", (XContainer container) -> container.lastNode())
			.method("IEnumerable<XNode> Nodes()", (XContainer container) -> container.nodes())
			.method("IEnumerable<XNode> DescendantNodes()", (XContainer container) -> container.descendantNodes())
			.method("IEnumerable<XElement> Elements()", (XContainer container) -> container.elements(null))
			.method("IEnumerable<XElement> Elements(XName name)",
					(XContainer container, @Nullable XName name) -> named(container.elements(name), name))
			.method("XElement Element(XName name)",
					(XContainer container, @Nullable XName name) -> (name == null) ? null : container.element(name))
			.method("IEnumerable<XElement> Descendants()", (XContainer container) -> container.descendants(null))
			.method("IEnumerable<XElement> Descendants(XName name)",
					(XContainer container, @Nullable XName name) -> named(container.descendants(name), name))
			.call("void Add(params object[] content)", (in) -> {
				in.<XContainer>argument(0).add(content(in));
				return null;
			})
			.call("void AddFirst(params object[] content)", (in) -> {
				in.<XContainer>argument(0).addFirst(content(in));
				return null;
			})
			.action("void RemoveNodes()", (XContainer container) -> container.removeNodes())
			.call("void ReplaceNodes(params object[] content)", (in) -> {
				in.<XContainer>argument(0).replaceNodes(content(in));
				return null;
			});
	}

	static @Nullable Object content(Invocation in) {
		return XmlTypes.content(in, 1);
	}

	private static List<XElement> elements(List<XNode> nodes, @Nullable XName name) {
		List<XElement> elements = new ArrayList<>();
		for (XNode node : nodes) {
			if (node instanceof XElement element && (name == null || element.name().equals(name))) {
				elements.add(element);
			}
		}
		return elements;
	}

	/** A null name selects nothing. */
	static List<XElement> named(List<XElement> elements, @Nullable XName name) {
		return (name == null) ? List.of() : elements;
	}

}
