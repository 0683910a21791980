package io.selvage.gateway.expression.xml;

import java.io.StringReader;

import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import io.selvage.gateway.expression.types.ClrException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML text into trees. A document type declaration is refused as soon as it is
 * seen, so that neither entities nor anything outside of the text is ever read.
 */
final class XmlParser {

	private static final WstxInputFactory FACTORY = factory();

	private final XMLStreamReader2 reader;

	private final boolean preserveWhitespace;

	private XmlParser(XMLStreamReader2 reader, boolean preserveWhitespace) {
		this.reader = reader;
		this.preserveWhitespace = preserveWhitespace;
	}

	private static WstxInputFactory factory() {
		WstxInputFactory factory = new WstxInputFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
		factory.setProperty(XMLInputFactory.IS_COALESCING, false);
		// What is malformed is then reported by next(), as a checked exception.
		factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
		factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, XObject.MAX_DEPTH);
		factory.setProperty(WstxInputProperties.P_MIN_TEXT_SEGMENT, Integer.MAX_VALUE);
		return factory;
	}

	/** Loads the parser's classes, which takes longer than an evaluation may last. */
	static void load() {
		parse("<a/>", false);
	}

	static XDocument parse(@Nullable String xml, boolean preserveWhitespace) {
		if (xml == null) {
			throw ClrException.argumentNull("text");
		}
		try {
			XMLStreamReader2 reader = (XMLStreamReader2) FACTORY.createXMLStreamReader(new StringReader(xml));
			try {
				return new XmlParser(reader, preserveWhitespace).document();
			}
			finally {
				reader.close();
			}
		}
		catch (XMLStreamException ex) {
			throw invalid(message(ex), ex.getLocation());
		}
	}

	private XDocument document() throws XMLStreamException {
		XDeclaration declaration = (this.reader.getVersion() == null) ? null
				: new XDeclaration(this.reader.getVersion(), this.reader.getCharacterEncodingScheme(),
						this.reader.standaloneSet() ? (this.reader.isStandalone() ? "yes" : "no") : null);
		XDocument document = new XDocument(declaration, null);
		XContainer current = document;
		while (this.reader.hasNext()) {
			switch (this.reader.next()) {
				case XMLStreamConstants.START_ELEMENT -> current = start(current);
				case XMLStreamConstants.END_ELEMENT -> current = end((XElement) current);
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> text(current);
				case XMLStreamConstants.CDATA ->
					current.insertNode(current.content.size(), new XCData(this.reader.getText()));
				case XMLStreamConstants.COMMENT ->
					current.insertNode(current.content.size(), new XComment(this.reader.getText()));
				case XMLStreamConstants.PROCESSING_INSTRUCTION ->
					current.insertNode(current.content.size(), instruction());
				case XMLStreamConstants.DTD -> throw invalid(
						"For security reasons DTD is prohibited in this XML document.", this.reader.getLocation());
				case XMLStreamConstants.ENTITY_REFERENCE ->
					throw invalid("Reference to undeclared entity '" + this.reader.getLocalName() + "'.",
							this.reader.getLocation());
				default -> {
				}
			}
		}
		return document;
	}

	private XProcessingInstruction instruction() {
		String data = this.reader.getPIData();
		return new XProcessingInstruction(this.reader.getPITarget(), (data != null) ? data : "");
	}

	private XElement start(XContainer parent) throws XMLStreamException {
		XElement element = new XElement(name(this.reader.getNamespaceURI(), this.reader.getLocalName()), null);
		for (int i = 0; i < this.reader.getNamespaceCount(); i++) {
			String prefix = this.reader.getNamespacePrefix(i);
			String uri = this.reader.getNamespaceURI(i);
			XName name = (prefix == null || prefix.isEmpty()) ? new XName(XNamespace.NONE, "xmlns")
					: new XName(XNamespace.XMLNS, prefix);
			element.addAttribute(new XAttribute(name, (uri != null) ? uri : ""));
		}
		for (int i = 0; i < this.reader.getAttributeCount(); i++) {
			element.addAttribute(
					new XAttribute(name(this.reader.getAttributeNamespace(i), this.reader.getAttributeLocalName(i)),
							this.reader.getAttributeValue(i)));
		}
		if (!this.reader.isEmptyElement()) {
			element.markClosed();
		}
		parent.insertNode(parent.content.size(), element);
		return element;
	}

	private static XName name(@Nullable String namespace, String localName) {
		return new XName((namespace == null || namespace.isEmpty()) ? XNamespace.NONE : new XNamespace(namespace),
				localName);
	}

	private static XContainer end(XElement element) {
		XContainer container = element.container;
		return (container != null) ? container : element;
	}

	private void text(XContainer current) {
		String text = this.reader.getText();
		if (current instanceof XDocument || (!this.preserveWhitespace && isInsignificant(current, text))) {
			return;
		}
		current.insertText(current.content.size(), text);
	}

	/** White space that is the whole text between two tags does not count. */
	private static boolean isInsignificant(XContainer current, String text) {
		if (!text.isBlank() || preserves(current)) {
			return false;
		}
		return text.chars().allMatch((c) -> c == ' ' || c == '\n' || c == '\t' || c == '\r');
	}

	private static boolean preserves(XContainer container) {
		XName space = new XName(XNamespace.XML, "space");
		for (XElement element = (container instanceof XElement own) ? own : null; element != null; element = element
			.parent()) {
			XAttribute attribute = element.attribute(space);
			if (attribute != null) {
				return attribute.value().equals("preserve");
			}
		}
		return false;
	}

	private static String message(XMLStreamException ex) {
		String message = ex.getMessage();
		if (message == null) {
			return "The XML is not well-formed.";
		}
		int end = message.indexOf("\n at [row");
		return (end < 0) ? message : message.substring(0, end) + ".";
	}

	private static ClrException invalid(String message, @Nullable Location location) {
		String place = (location == null) ? ""
				: " Line " + location.getLineNumber() + ", position " + location.getColumnNumber() + ".";
		return new ClrException("System.Xml.XmlException", message + place);
	}

}
