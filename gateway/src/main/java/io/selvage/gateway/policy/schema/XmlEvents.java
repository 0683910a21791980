package io.selvage.gateway.policy.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * Sends an element of a stream to a handler of SAX events, with the namespaces of the
 * elements around it.
 */
final class XmlEvents {

	private static final String CDATA = "CDATA";

	private final XMLStreamReader reader;

	/** Prefixes and namespaces of each open element, in turn. */
	private final Deque<String[]> declared = new ArrayDeque<>();

	XmlEvents(XMLStreamReader reader) {
		this.reader = reader;
	}

	/** How many elements are open around the one the stream stands at. */
	int depth() {
		return this.declared.size();
	}

	int line() {
		return this.reader.getLocation().getLineNumber();
	}

	int column() {
		return this.reader.getLocation().getColumnNumber();
	}

	/** The element the stream stands in, or at whose end it stands. */
	@Nullable String element() {
		return this.reader.hasName() ? this.reader.getLocalName() : null;
	}

	void enter() {
		String[] namespaces = new String[2 * this.reader.getNamespaceCount()];
		for (int i = 0; i < this.reader.getNamespaceCount(); i++) {
			namespaces[2 * i] = text(this.reader.getNamespacePrefix(i));
			namespaces[2 * i + 1] = text(this.reader.getNamespaceURI(i));
		}
		this.declared.push(namespaces);
	}

	void leave() {
		this.declared.pop();
	}

	/** From the start of an element, where the stream stands, to its end. */
	void sendElement(ContentHandler handler) throws XMLStreamException, SAXException {
		int outside = depth();
		handler.startDocument();
		for (String[] namespaces : (Iterable<String[]>) this.declared::descendingIterator) {
			declare(handler, namespaces);
		}
		start(handler);
		while (depth() > outside) {
			switch (this.reader.next()) {
				case XMLStreamConstants.START_ELEMENT -> start(handler);
				case XMLStreamConstants.END_ELEMENT -> {
					handler.endElement(text(this.reader.getNamespaceURI()), this.reader.getLocalName(), name());
					leave();
				}
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
					handler.characters(this.reader.getTextCharacters(), this.reader.getTextStart(),
							this.reader.getTextLength());
				default -> {
				}
			}
		}
		handler.endDocument();
	}

	private void start(ContentHandler handler) throws SAXException {
		enter();
		declare(handler, Objects.requireNonNull(this.declared.peek()));
		AttributesImpl attributes = new AttributesImpl();
		for (int i = 0; i < this.reader.getAttributeCount(); i++) {
			String prefix = text(this.reader.getAttributePrefix(i));
			String local = this.reader.getAttributeLocalName(i);
			attributes.addAttribute(text(this.reader.getAttributeNamespace(i)), local,
					prefix.isEmpty() ? local : prefix + ":" + local, CDATA, this.reader.getAttributeValue(i));
		}
		handler.startElement(text(this.reader.getNamespaceURI()), this.reader.getLocalName(), name(), attributes);
	}

	private static void declare(ContentHandler handler, String[] namespaces) throws SAXException {
		for (int i = 0; i < namespaces.length; i += 2) {
			handler.startPrefixMapping(namespaces[i], namespaces[i + 1]);
		}
	}

	private String name() {
		String prefix = text(this.reader.getPrefix());
		return prefix.isEmpty() ? this.reader.getLocalName() : prefix + ":" + this.reader.getLocalName();
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : XMLConstants.NULL_NS_URI;
	}

}
