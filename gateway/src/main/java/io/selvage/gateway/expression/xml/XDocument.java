package io.selvage.gateway.expression.xml;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A document (System.Xml.Linq.XDocument): one root element, comments and instructions.
 */
public final class XDocument extends XContainer {

	private @Nullable XDeclaration declaration;

	/**
	 * Creates a document.
	 * @param declaration the XML declaration, or null
	 * @param content as in {@link XContainer#add}
	 */
	public XDocument(@Nullable XDeclaration declaration, @Nullable Object content) {
		this.declaration = declaration;
		add(content);
	}

	/**
	 * Reads a document.
	 * @param xml the text
	 * @param preserveWhitespace whether to keep white space between tags
	 * @return the document
	 * @throws ClrException System.Xml.XmlException if it is not well-formed or has a DTD
	 */
	public static XDocument parse(@Nullable String xml, boolean preserveWhitespace) {
		return XmlParser.parse(xml, preserveWhitespace);
	}

	/**
	 * Reads a body, without white space between tags.
	 * @param xml the text
	 * @param evaluation whose budget must have room for it
	 * @return the document
	 */
	public static XDocument parse(String xml, Evaluation evaluation) {
		XmlSizes.announce(evaluation, xml);
		return parse(xml, false);
	}

	@Override
	public int nodeType() {
		return 9;
	}

	public @Nullable XDeclaration declaration() {
		return this.declaration;
	}

	public void declaration(@Nullable XDeclaration other) {
		this.declaration = other;
	}

	public @Nullable XElement root() {
		for (XNode node : this.content) {
			if (node instanceof XElement element) {
				return element;
			}
		}
		return null;
	}

	@Override
	int insertText(int index, String text) {
		if (!text.isBlank()) {
			throw ClrException.argument("Non-whitespace characters cannot be added to content.");
		}
		return index;
	}

	@Override
	int insertNode(int index, XNode node) {
		if (node instanceof XElement && root() != null) {
			throw ClrException.invalidOperation("This operation would create an incorrectly structured document.");
		}
		if (node instanceof XDocument || node instanceof XText) {
			throw ClrException.argument("A node of this type cannot be added to a document.");
		}
		return super.insertNode(index, node);
	}

	@Override
	void addAttribute(XAttribute attribute) {
		throw ClrException.argument("An attribute cannot be added to content.");
	}

	@Override
	XDocument copy(int depth) {
		XDocument copy = new XDocument(this.declaration, null);
		this.content.forEach((node) -> copy.insertNode(copy.content.size(), node.copy(depth + 1)));
		return copy;
	}

	public XDocument copy() {
		return copy(0);
	}

	/**
	 * Writes the document with its declaration, as Save does.
	 * @param indented whether elements stand on lines of their own
	 * @param encoding the encoding the declaration names
	 * @return the text
	 */
	public String save(boolean indented, String encoding) {
		XDeclaration own = this.declaration;
		String standalone = (own != null && own.standalone() != null && !own.standalone().isEmpty())
				? " standalone=\"" + own.standalone() + "\"" : "";
		return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"" + standalone + "?>" + (indented ? "\n" : "")
				+ toString(indented);
	}

}
