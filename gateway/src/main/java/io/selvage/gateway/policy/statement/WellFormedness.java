package io.selvage.gateway.policy.statement;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import io.selvage.gateway.policy.xml.XmlStreams;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Whether bytes are what {@code validate-content} says they are. The XML reader refuses
 * document types, so that it never reads an entity or anything outside of the body.
 */
enum WellFormedness {

	/** One JSON value (RFC 8259). */
	JSON {
		@Override
		@Nullable String problem(byte[] body) {
			try (JsonParser parser = JSON_FACTORY.createParser(ObjectReadContext.empty(), body)) {
				if (parser.nextToken() == null) {
					return "it is empty";
				}
				parser.skipChildren();
				if (parser.nextToken() != null) {
					return "there is more than one value";
				}
				return null;
			}
			catch (JacksonException malformed) {
				return (malformed.getLocation() != null) ? "it is malformed at line "
						+ malformed.getLocation().getLineNr() + ", column " + malformed.getLocation().getColumnNr()
						: "it is malformed";
			}
		}
	},

	/** An XML document. */
	XML {
		@Override
		@Nullable String problem(byte[] body) {
			return xml(body, false);
		}
	},

	/** A SOAP 1.1 or 1.2 envelope with a body. */
	SOAP {
		@Override
		@Nullable String problem(byte[] body) {
			return xml(body, true);
		}
	};

	private static final String SOAP_1_1 = "http://schemas.xmlsoap.org/soap/envelope/";

	private static final String SOAP_1_2 = "http://www.w3.org/2003/05/soap-envelope";

	private static final JsonFactory JSON_FACTORY = new JsonFactory();

	/**
	 * Looks for what is wrong.
	 * @return how to continue the sentence "not JSON: ..."; null if nothing is wrong
	 */
	abstract @Nullable String problem(byte[] body);

	private static @Nullable String xml(byte[] body, boolean envelope) {
		try {
			XMLStreamReader reader = XmlStreams.of(body);
			try {
				return xml(reader, envelope);
			}
			finally {
				reader.close();
			}
		}
		catch (XMLStreamException malformed) {
			return (malformed.getLocation() != null) ? "it is malformed at line "
					+ malformed.getLocation().getLineNumber() + ", column " + malformed.getLocation().getColumnNumber()
					: "it is malformed";
		}
	}

	private static @Nullable String xml(XMLStreamReader reader, boolean envelope) throws XMLStreamException {
		int depth = 0;
		boolean first = true;
		boolean soapBody = false;
		String version = "";
		while (reader.hasNext()) {
			switch (reader.next()) {
				case XMLStreamConstants.DTD -> {
					return "a document type is not allowed";
				}
				case XMLStreamConstants.START_ELEMENT -> {
					String namespace = String.valueOf(reader.getNamespaceURI());
					if (first && envelope) {
						if (!reader.getLocalName().equals("Envelope")
								|| !(namespace.equals(SOAP_1_1) || namespace.equals(SOAP_1_2))) {
							return "its root is no SOAP envelope";
						}
						version = namespace;
					}
					soapBody |= depth == 1 && reader.getLocalName().equals("Body") && namespace.equals(version);
					first = false;
					depth++;
				}
				case XMLStreamConstants.END_ELEMENT -> depth--;
				default -> {
				}
			}
		}
		return (envelope && !soapBody) ? "the envelope has no body" : null;
	}

}
