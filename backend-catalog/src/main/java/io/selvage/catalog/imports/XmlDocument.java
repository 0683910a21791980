package io.selvage.catalog.imports;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import io.selvage.catalog.resource.SourceLocation;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Parses XML descriptions without document types and external entities.
 */
final class XmlDocument {

	private XmlDocument() {
	}

	static Element parse(String text) {
		try {
			DocumentBuilder builder = factory().newDocumentBuilder();
			builder.setErrorHandler(new Throwing());
			String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
			return builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
		}
		catch (SAXParseException ex) {
			throw new ImportException(String.valueOf(ex.getMessage()),
					new SourceLocation(null, ex.getLineNumber(), ex.getColumnNumber()));
		}
		catch (SAXException | IOException | ParserConfigurationException ex) {
			throw new ImportException(String.valueOf(ex.getMessage()), (SourceLocation) null);
		}
	}

	private static DocumentBuilderFactory factory() throws ParserConfigurationException {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setNamespaceAware(true);
		factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
		factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
		factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
		factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
		factory.setExpandEntityReferences(false);
		return factory;
	}

	/** The child elements with a local name, whatever their namespace. */
	static List<Element> children(Element parent, String localName) {
		List<Element> children = new ArrayList<>();
		for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof Element element && localName.equals(element.getLocalName())) {
				children.add(element);
			}
		}
		return children;
	}

	/** The part of a qualified name behind its prefix. */
	static String localName(String qualifiedName) {
		return qualifiedName.substring(qualifiedName.indexOf(':') + 1);
	}

	/**
	 * Turns every report of the parser into an exception instead of a line on the
	 * console.
	 */
	private static final class Throwing implements ErrorHandler {

		@Override
		public void warning(SAXParseException exception) {
			// A warning does not make the document wrong.
		}

		@Override
		public void error(SAXParseException exception) throws SAXException {
			throw exception;
		}

		@Override
		public void fatalError(SAXParseException exception) throws SAXException {
			throw exception;
		}

	}

}
