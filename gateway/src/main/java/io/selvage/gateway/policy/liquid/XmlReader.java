package io.selvage.gateway.policy.liquid;

import java.util.ArrayDeque;
import java.util.Deque;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import io.selvage.gateway.policy.xml.XmlStreams;

/**
 * Reads an XML body for a template. No document type declarations, no entities, 64 levels
 * at most.
 */
final class XmlReader {

	private static final int DEEPEST = 64;

	private XmlReader() {
	}

	/**
	 * Reads a document.
	 * @return an element that holds the root element
	 * @throws XMLStreamException if it is not well-formed
	 */
	static XmlValue read(String xml, boolean nilIsNull) throws XMLStreamException {
		XMLStreamReader reader = XmlStreams.of(xml);
		Deque<XmlValue> open = new ArrayDeque<>();
		XmlValue document = new XmlValue(nilIsNull);
		open.push(document);
		while (reader.hasNext()) {
			switch (reader.next()) {
				case XMLStreamConstants.START_ELEMENT -> {
					if (open.size() > DEEPEST) {
						throw new XMLStreamException("Elements are nested deeper than " + DEEPEST + " levels.");
					}
					XmlValue element = element(reader, nilIsNull);
					open.element().add(reader.getLocalName(), element);
					open.push(element);
				}
				case XMLStreamConstants.END_ELEMENT -> open.pop();
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> open.element().append(reader.getText());
				case XMLStreamConstants.DTD ->
					throw new XMLStreamException("Document type declarations are not allowed.");
				default -> {
				}
			}
		}
		return document;
	}

	private static XmlValue element(XMLStreamReader reader, boolean nilIsNull) {
		XmlValue element = new XmlValue(nilIsNull);
		for (int i = 0; i < reader.getAttributeCount(); i++) {
			element.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
			boolean isNil = reader.getAttributeLocalName(i).equals("nil")
					&& XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(reader.getAttributeNamespace(i));
			if (isNil && reader.getAttributeValue(i).equals("true")) {
				element.markNil();
			}
		}
		return element;
	}

}
