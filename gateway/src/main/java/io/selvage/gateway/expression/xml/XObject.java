package io.selvage.gateway.expression.xml;

import org.jspecify.annotations.Nullable;

/**
 * A node or attribute (System.Xml.Linq.XObject). Not thread-safe.
 */
public abstract sealed class XObject permits XNode, XAttribute {

	/** How deeply elements may be nested; reading and writing refuse more. */
	public static final int MAX_DEPTH = 512;

	@Nullable XContainer container;

	XObject() {
	}

	/**
	 * Returns the element this belongs to.
	 * @return null at the top, also directly below a document
	 */
	public @Nullable XElement parent() {
		return (this.container instanceof XElement element) ? element : null;
	}

	public @Nullable XDocument document() {
		XObject top = this;
		while (top.container != null) {
			top = top.container;
		}
		return (top instanceof XDocument document) ? document : null;
	}

	/**
	 * Returns the number of the node type in System.Xml.XmlNodeType.
	 * @return 1 element, 2 attribute, 3 text, 4 CDATA, 7 instruction, 8 comment, 9
	 * document, 10 document type
	 */
	public abstract int nodeType();

}
