package io.selvage.gateway.expression.xml;

import java.util.List;

/**
 * Whether two trees are equal (XNode.DeepEquals).
 */
final class XmlEquality {

	private XmlEquality() {
	}

	static boolean equals(XNode one, XNode other) {
		if (one.nodeType() != other.nodeType()) {
			return false;
		}
		if (one instanceof XElement element && other instanceof XElement otherElement) {
			return element.name().equals(otherElement.name()) && attributes(element, otherElement)
					&& contents(element, otherElement);
		}
		if (one instanceof XDocument document && other instanceof XDocument otherDocument) {
			return contents(document, otherDocument);
		}
		return one.toString().equals(other.toString());
	}

	private static boolean attributes(XElement one, XElement other) {
		List<XAttribute> attributes = one.attributes();
		List<XAttribute> others = other.attributes();
		if (attributes.size() != others.size()) {
			return false;
		}
		for (int i = 0; i < attributes.size(); i++) {
			if (!attributes.get(i).name().equals(others.get(i).name())
					|| !attributes.get(i).value().equals(others.get(i).value())) {
				return false;
			}
		}
		return true;
	}

	private static boolean contents(XContainer one, XContainer other) {
		if (one.content.size() != other.content.size()) {
			return false;
		}
		for (int i = 0; i < one.content.size(); i++) {
			if (!equals(one.content.get(i), other.content.get(i))) {
				return false;
			}
		}
		return true;
	}

}
