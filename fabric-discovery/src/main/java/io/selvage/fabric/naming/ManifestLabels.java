package io.selvage.fabric.naming;

import java.io.StringReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import io.selvage.fabric.FabricException;

/**
 * Reads the labels people put into the extensions of a service manifest, as Traefik and
 * YARP do: {@code <Labels><Label Key="name">value</Label></Labels>}.
 */
public final class ManifestLabels {

	private static final int MAX_LENGTH = 256 << 10;

	private ManifestLabels() {
	}

	/**
	 * Reads an extension.
	 * @param extension the XML text of {@link ServiceTypeInfo#extensions()}
	 * @return label name to text, in document order; empty if the extension holds none
	 * @throws FabricException.InvalidAnswer if the text is no XML, holds a document type,
	 * is longer than 256 Ki characters or gives a label twice
	 */
	public static Map<String, String> read(String extension) {
		if (extension.length() > MAX_LENGTH) {
			throw new FabricException.InvalidAnswer("manifest extension of " + extension.length()
					+ " characters is longer than the " + MAX_LENGTH + " allowed");
		}
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		Map<String, String> labels = new LinkedHashMap<>();
		try {
			XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(extension));
			while (reader.hasNext()) {
				if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("Label")) {
					read(reader, labels);
				}
			}
		}
		catch (XMLStreamException ex) {
			throw new FabricException.InvalidAnswer("manifest extension is not well-formed XML at line "
					+ ex.getLocation().getLineNumber() + ", column " + ex.getLocation().getColumnNumber());
		}
		return Collections.unmodifiableMap(labels);
	}

	private static void read(XMLStreamReader reader, Map<String, String> labels) throws XMLStreamException {
		String key = reader.getAttributeValue(null, "Key");
		int line = reader.getLocation().getLineNumber();
		if (key == null) {
			throw new FabricException.InvalidAnswer("manifest label at line " + line + " has no attribute 'Key'");
		}
		if (labels.put(key, reader.getElementText()) != null) {
			throw new FabricException.InvalidAnswer("manifest label '" + key + "' is given twice, at line " + line);
		}
	}

}
