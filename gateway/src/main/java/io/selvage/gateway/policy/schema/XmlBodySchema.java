package io.selvage.gateway.policy.schema;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;

import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.policy.xml.XmlStreams;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * A schema of XML Schema 1.0 of the catalog. A body is read without document types and
 * entities, and whatever it says about where its schema is counts for nothing.
 */
public final class XmlBodySchema implements BodySchema {

	private final String name;

	private final Schema schema;

	private final boolean envelope;

	XmlBodySchema(String name, Schema schema, boolean envelope) {
		this.name = name;
		this.schema = schema;
		this.envelope = envelope;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable String problem(byte[] body, Reading reading) {
		try {
			XMLStreamReader reader = XmlStreams.of(body);
			try {
				return problem(reader);
			}
			finally {
				reader.close();
			}
		}
		catch (XMLStreamException malformed) {
			return "it can't be read.";
		}
	}

	/** Of an envelope, what is in its body is looked at, element by element. */
	private @Nullable String problem(XMLStreamReader reader) throws XMLStreamException {
		XmlEvents events = new XmlEvents(reader);
		int wanted = this.envelope ? 2 : 0;
		boolean inBody = false;
		while (reader.hasNext()) {
			int event = reader.next();
			if (event == XMLStreamConstants.START_ELEMENT) {
				if (events.depth() == 1) {
					inBody = reader.getLocalName().equals("Body");
				}
				if (events.depth() == wanted && (!this.envelope || inBody)) {
					String difference = difference(events);
					if (difference != null) {
						return difference;
					}
				}
				else {
					events.enter();
				}
			}
			else if (event == XMLStreamConstants.END_ELEMENT) {
				events.leave();
			}
		}
		return null;
	}

	private @Nullable String difference(XmlEvents events) throws XMLStreamException {
		ValidatorHandler handler = this.schema.newValidatorHandler();
		XmlDifference first = new XmlDifference(events);
		handler.setErrorHandler(first);
		try {
			events.sendElement(handler);
			return null;
		}
		catch (XmlDifference.Found found) {
			return found.getMessage();
		}
		catch (SAXException unexpected) {
			return "it can't be compared.";
		}
	}

}
