package io.selvage.gateway.expression.xml;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * An element (System.Xml.Linq.XElement).
 */
public final class XElement extends XContainer {

	private XName name;

	private final List<XAttribute> attributes = new ArrayList<>();

	/** Whether the element has an end tag although it has no content. */
	private boolean closed;

	/**
	 * Creates an element.
	 * @param name its name
	 * @param content as in {@link XContainer#add}
	 */
	public XElement(XName name, @Nullable Object content) {
		this.name = name;
		add(content);
	}

	/**
	 * Reads an element.
	 * @param xml a document; what stands around its root is left out
	 * @param preserveWhitespace whether to keep white space between tags
	 * @return the root
	 * @throws ClrException System.Xml.XmlException if it is not well-formed or has a DTD
	 */
	public static XElement parse(@Nullable String xml, boolean preserveWhitespace) {
		XElement root = XmlParser.parse(xml, preserveWhitespace).root();
		if (root == null) {
			throw new ClrException("System.Xml.XmlException", "Root element is missing.");
		}
		root.remove();
		return root;
	}

	/**
	 * Reads a body, without white space between tags.
	 * @param xml the text
	 * @param evaluation whose budget must have room for it
	 * @return the root
	 */
	public static XElement parse(String xml, Evaluation evaluation) {
		XmlSizes.announce(evaluation, xml);
		return parse(xml, false);
	}

	@Override
	public int nodeType() {
		return 1;
	}

	public XName name() {
		return this.name;
	}

	public void name(XName other) {
		this.name = other;
	}

	/**
	 * Tells whether the element is written as an empty-element tag.
	 * @return true if it never had content
	 */
	public boolean isEmpty() {
		return this.content.isEmpty() && !this.closed;
	}

	void markClosed() {
		this.closed = true;
	}

	@Override
	int emptyText(int index) {
		this.closed = true;
		return index;
	}

	@Override
	void removeNode(int index) {
		super.removeNode(index);
	}

	@Override
	int insertNode(int index, XNode node) {
		if (node instanceof XDocument || node instanceof XDocumentType) {
			throw ClrException.argument("A node of this type cannot be added to an element.");
		}
		this.closed = false;
		return super.insertNode(index, node);
	}

	public boolean hasElements() {
		return this.content.stream().anyMatch(XElement.class::isInstance);
	}

	/**
	 * Returns the text of the element and of all elements in it.
	 * @return the text
	 */
	public String value() {
		if (this.content.size() == 1 && this.content.get(0) instanceof XText text) {
			return text.value();
		}
		StringBuilder value = new StringBuilder();
		for (XNode node : descendantNodes()) {
			if (node instanceof XText text) {
				value.append(text.value());
			}
		}
		return value.toString();
	}

	public void value(@Nullable Object value) {
		if (value == null) {
			throw ClrException.argumentNull("value");
		}
		removeNodes();
		insertText(0, XmlValues.toText(value));
	}

	public List<XAttribute> attributes() {
		return new ArrayList<>(this.attributes);
	}

	public boolean hasAttributes() {
		return !this.attributes.isEmpty();
	}

	public @Nullable XAttribute attribute(XName wanted) {
		for (XAttribute attribute : this.attributes) {
			if (attribute.name().equals(wanted)) {
				return attribute;
			}
		}
		return null;
	}

	@Override
	void addAttribute(XAttribute attribute) {
		if (attribute(attribute.name()) != null) {
			throw ClrException.invalidOperation("Duplicate attribute.");
		}
		XAttribute own = (attribute.container != null) ? new XAttribute(attribute.name(), attribute.value())
				: attribute;
		own.container = this;
		this.attributes.add(own);
	}

	void removeAttribute(XAttribute attribute) {
		this.attributes.remove(attribute);
		attribute.container = null;
	}

	public void removeAttributes() {
		this.attributes.forEach((attribute) -> attribute.container = null);
		this.attributes.clear();
	}

	public void removeAll() {
		removeAttributes();
		removeNodes();
	}

	/**
	 * Sets, adds or removes an attribute.
	 * @param wanted its name
	 * @param value the value; null removes it
	 */
	public void setAttributeValue(XName wanted, @Nullable Object value) {
		XAttribute attribute = attribute(wanted);
		if (value == null) {
			if (attribute != null) {
				removeAttribute(attribute);
			}
		}
		else if (attribute != null) {
			attribute.value(XmlValues.toText(value));
		}
		else {
			addAttribute(new XAttribute(wanted, value));
		}
	}

	/**
	 * Sets, adds or removes a child element.
	 * @param wanted its name
	 * @param value the value; null removes it
	 */
	public void setElementValue(XName wanted, @Nullable Object value) {
		XElement element = element(wanted);
		if (value == null) {
			if (element != null) {
				element.remove();
			}
		}
		else if (element != null) {
			element.value(value);
		}
		else {
			add(new XElement(wanted, XmlValues.toText(value)));
		}
	}

	/**
	 * Returns the namespace a prefix stands for here.
	 * @param prefix the prefix; empty for the default namespace
	 * @return null if it is not declared
	 */
	public @Nullable XNamespace namespaceOf(String prefix) {
		if (prefix.equals("xml")) {
			return XNamespace.XML;
		}
		if (prefix.equals("xmlns")) {
			return XNamespace.XMLNS;
		}
		for (XElement element = this; element != null; element = element.parent()) {
			for (XAttribute attribute : element.attributes) {
				if (attribute.isNamespaceDeclaration() && attribute.declaredPrefix().equals(prefix)) {
					return XNamespace.of(attribute.value());
				}
			}
		}
		return null;
	}

	/**
	 * Returns a prefix that stands for a namespace here.
	 * @param namespace the namespace
	 * @return null if none does
	 */
	public @Nullable String prefixOf(XNamespace namespace) {
		if (namespace.equals(XNamespace.XML)) {
			return "xml";
		}
		for (XElement element = this; element != null; element = element.parent()) {
			for (XAttribute attribute : element.attributes) {
				if (attribute.isNamespaceDeclaration() && !attribute.declaredPrefix().isEmpty()
						&& attribute.value().equals(namespace.name())
						&& namespace.equals(namespaceOf(attribute.declaredPrefix()))) {
					return attribute.declaredPrefix();
				}
			}
		}
		return null;
	}

	@Override
	XElement copy(int depth) {
		checkDepth(depth);
		XElement copy = new XElement(this.name, null);
		this.attributes.forEach((attribute) -> copy.addAttribute(new XAttribute(attribute.name(), attribute.value())));
		this.content.forEach((node) -> copy.insertNode(copy.content.size(), node.copy(depth + 1)));
		copy.closed = this.closed;
		return copy;
	}

	public XElement copy() {
		return copy(0);
	}

}
