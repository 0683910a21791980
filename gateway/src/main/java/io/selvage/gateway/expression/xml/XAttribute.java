package io.selvage.gateway.expression.xml;

import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * An attribute or namespace declaration (System.Xml.Linq.XAttribute).
 */
public final class XAttribute extends XObject {

	private final XName name;

	private String value;

	/**
	 * Creates an attribute.
	 * @param name its name
	 * @param value its value, written as text
	 */
	public XAttribute(XName name, @Nullable Object value) {
		if (value == null) {
			throw ClrException.argumentNull("value");
		}
		this.name = name;
		this.value = XmlValues.toText(value);
	}

	@Override
	public int nodeType() {
		return 2;
	}

	public XName name() {
		return this.name;
	}

	public String value() {
		return this.value;
	}

	public void value(@Nullable Object other) {
		if (other == null) {
			throw ClrException.argumentNull("value");
		}
		this.value = XmlValues.toText(other);
	}

	public boolean isNamespaceDeclaration() {
		return this.name.namespace().equals(XNamespace.XMLNS)
				|| (this.name.namespaceName().isEmpty() && this.name.localName().equals("xmlns"));
	}

	/** The prefix a namespace declaration declares; empty for the default namespace. */
	String declaredPrefix() {
		return this.name.namespaceName().isEmpty() ? "" : this.name.localName();
	}

	public @Nullable XAttribute next() {
		return sibling(1);
	}

	public @Nullable XAttribute previous() {
		return sibling(-1);
	}

	private @Nullable XAttribute sibling(int distance) {
		XElement element = parent();
		if (element == null) {
			return null;
		}
		List<XAttribute> attributes = element.attributes();
		int at = attributes.indexOf(this) + distance;
		return (at < 0 || at >= attributes.size()) ? null : attributes.get(at);
	}

	public void remove() {
		XElement element = parent();
		if (element == null) {
			throw ClrException.invalidOperation("The parent is missing.");
		}
		element.removeAttribute(this);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		XmlWriter.attribute(text, displayName(), this.value);
		return text.toString();
	}

	private String displayName() {
		if (this.name.namespace().equals(XNamespace.XMLNS)) {
			return "xmlns:" + this.name.localName();
		}
		XElement element = parent();
		String prefix = (this.name.namespaceName().isEmpty()) ? null
				: (element != null) ? element.prefixOf(this.name.namespace()) : null;
		if (this.name.namespaceName().isEmpty()) {
			return this.name.localName();
		}
		return ((prefix != null) ? prefix : "p0") + ":" + this.name.localName();
	}

}
