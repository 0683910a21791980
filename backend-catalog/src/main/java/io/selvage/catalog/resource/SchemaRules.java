package io.selvage.catalog.resource;

import java.io.StringReader;

import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rules of a schema of the service that need no compiler: it holds a document of its
 * type. XML must come without a document type, so that nobody who reads it later meets an
 * entity.
 */
final class SchemaRules {

	private static final QName ROOT = new QName(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema");

	/** The contract demands the type alone. */
	private static final String EMPTY = "The schema has no document: no policy can compare a body with it.";

	private static final XMLInputFactory FACTORY = factory();

	private SchemaRules() {
	}

	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		return factory;
	}

	static void check(Draft draft) {
		if ("xml".equals(draft.text("schemaType"))) {
			checkXml(draft);
		}
		else {
			checkJson(draft);
		}
	}

	private static void checkJson(Draft draft) {
		String property = draft.has("document") ? "document" : "value";
		JsonNode document = draft.properties().path(property);
		if (document.isMissingNode() || document.isNull()) {
			draft.warning("document", EMPTY);
			return;
		}
		if (document.isString()) {
			try {
				document = ContractJson.parse(document.stringValue());
			}
			catch (DocumentException ex) {
				draft.violations()
					.add(Violation.error(draft.id(), property, "The schema is not JSON: " + ex.getMessage())
						.at(ex.location()));
				return;
			}
		}
		if (!document.isObject() && !document.isBoolean()) {
			draft.error(property, "A JSON schema must be an object, or true or false.");
		}
	}

	private static void checkXml(Draft draft) {
		String text = draft.text("value");
		if (text == null && draft.has("value")) {
			draft.error("value", "The Value field of a schema of the type 'xml' must be a string.");
			return;
		}
		if (text == null || text.isBlank()) {
			draft.warning("value", EMPTY);
			return;
		}
		try {
			String problem = problem(text);
			if (problem != null) {
				draft.error("value", problem);
			}
		}
		catch (XMLStreamException ex) {
			SourceLocation place = place(text, ex.getLocation());
			draft.violations()
				.add(Violation
					.error(draft.id(), "value",
							"The schema is not well-formed XML: error on line " + place.line() + ", column "
									+ place.column() + ".")
					.at(place));
		}
	}

	/**
	 * A place in what is parsed as one in the whole text, which may begin with blanks.
	 */
	private static SourceLocation place(String text, @Nullable Location parsed) {
		String before = text.substring(0, text.length() - text.stripLeading().length());
		String[] lines = before.split("\\R", -1);
		int line = (parsed != null) ? parsed.getLineNumber() : 1;
		int column = (parsed != null) ? parsed.getColumnNumber() : 1;
		return new SourceLocation(null, lines.length - 1 + line,
				(line == 1) ? lines[lines.length - 1].length() + column : column);
	}

	private static @Nullable String problem(String text) throws XMLStreamException {
		XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text.strip()));
		try {
			String problem = null;
			boolean first = true;
			while (reader.hasNext()) {
				int event = reader.next();
				if (event == XMLStreamConstants.DTD) {
					return "A schema must not have a document type (<!DOCTYPE>).";
				}
				if (event == XMLStreamConstants.START_ELEMENT && first) {
					first = false;
					if (!ROOT.equals(reader.getName())) {
						problem = "The root element must be 'schema' in the namespace " + ROOT.getNamespaceURI() + ".";
					}
				}
			}
			return problem;
		}
		finally {
			reader.close();
		}
	}

}
