package io.selvage.gateway.policy.xml;

import java.io.ByteArrayInputStream;
import java.io.StringReader;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;

/**
 * Reads XML bodies as streams: without document types and without what entities refer to,
 * and every part of the text when the stream comes to it, so that what is malformed shows
 * there.
 */
public final class XmlStreams {

	private static final XMLInputFactory FACTORY = factory();

	private XmlStreams() {
	}

	private static XMLInputFactory factory() {
		XMLInputFactory factory = new WstxInputFactory();
		factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		return factory;
	}

	/**
	 * Begins to read a body that was decoded.
	 * @param body its text
	 * @return the stream, to be closed by who asked for it
	 * @throws XMLStreamException if the begin is malformed
	 */
	public static XMLStreamReader of(String body) throws XMLStreamException {
		return FACTORY.createXMLStreamReader(new StringReader(body));
	}

	/**
	 * Begins to read a body.
	 * @param body its bytes, in the encoding its declaration says
	 * @return the stream, to be closed by who asked for it
	 * @throws XMLStreamException if the begin is malformed
	 */
	public static XMLStreamReader of(byte[] body) throws XMLStreamException {
		return FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
	}

}
