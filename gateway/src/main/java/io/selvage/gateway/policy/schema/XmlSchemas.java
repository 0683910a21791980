package io.selvage.gateway.policy.schema;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.util.function.Function;

import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.UnusableSchemaException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Compiles schemas of XML Schema 1.0. What they import or include is taken from the
 * catalog, which references call {@code /schemas/id}; nothing else is opened. An import
 * that does not say where its schema is brings no names with it (part 1, section 4.2.3).
 * Patterns are matched by the platform's parser, whose time nothing bounds: who writes a
 * schema must know.
 */
public final class XmlSchemas {

	/** No handler of URLs knows it, so that the parser can't open anything by itself. */
	private static final String SCHEME = "stored";

	private XmlSchemas() {
	}

	/**
	 * Compiles a schema of the catalog.
	 * @param schema the schema
	 * @param envelope whether bodies are SOAP envelopes, whose content is compared
	 * @param others finds other schemas of the catalog by name
	 * @return the schema
	 * @throws UnusableSchemaException if it can't be compiled
	 */
	public static BodySchema stored(StoredSchema.Xml schema, boolean envelope,
			Function<String, @Nullable StoredSchema> others) {
		try {
			SchemaFactory factory = SchemaFactory.newDefaultInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
			factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, SCHEME);
			factory.setErrorHandler(new Refusing(schema.id()));
			factory.setResourceResolver((type, namespace, publicId, systemId, base) -> (systemId != null)
					? new Stored(found(schema, systemId, others)) : null);
			StreamSource source = new StreamSource(new StringReader(schema.text().strip()), systemId(schema));
			Schema compiled = factory.newSchema(source);
			return new XmlBodySchema(schema.id(), compiled, envelope);
		}
		catch (SAXException refused) {
			throw new UnusableSchemaException(
					"The schema '" + schema.id() + "' can't be compiled: " + refused.getMessage());
		}
	}

	private static StoredSchema.Xml found(StoredSchema.Xml from, String reference,
			Function<String, @Nullable StoredSchema> others) {
		String id = reference.contains(":") ? "" : reference.substring(reference.lastIndexOf('/') + 1);
		if (!id.isEmpty() && others.apply(id) instanceof StoredSchema.Xml xml) {
			return xml;
		}
		throw new UnusableSchemaException("The schema '" + from.id() + "' refers to '" + reference
				+ "', which is no XML schema of the catalog: a schemaLocation looks like '/schemas/id'.");
	}

	private static String systemId(StoredSchema.Xml schema) {
		return SCHEME + ":/schemas/" + schema.id();
	}

	/** Keeps the parser from writing to the console. */
	private record Refusing(String id) implements ErrorHandler {

		@Override
		public void warning(SAXParseException ignored) {
			// A warning does not make the schema unusable.
		}

		@Override
		public void error(SAXParseException error) throws SAXException {
			throw new SAXException("line " + error.getLineNumber() + ", column " + error.getColumnNumber() + ": "
					+ error.getMessage());
		}

		@Override
		public void fatalError(SAXParseException error) throws SAXException {
			error(error);
		}

	}

	/** What the parser reads instead of a URL. */
	private record Stored(StoredSchema.Xml schema) implements LSInput {

		@Override
		public Reader getCharacterStream() {
			return new StringReader(this.schema.text().strip());
		}

		@Override
		public void setCharacterStream(Reader ignored) {
			// What is read is fixed.
		}

		@Override
		public @Nullable InputStream getByteStream() {
			return null;
		}

		@Override
		public void setByteStream(InputStream ignored) {
			// What is read is fixed.
		}

		@Override
		public @Nullable String getStringData() {
			return null;
		}

		@Override
		public void setStringData(String ignored) {
			// What is read is fixed.
		}

		@Override
		public String getSystemId() {
			return systemId(this.schema);
		}

		@Override
		public void setSystemId(String ignored) {
			// What is read is fixed.
		}

		@Override
		public @Nullable String getPublicId() {
			return null;
		}

		@Override
		public void setPublicId(String ignored) {
			// What is read is fixed.
		}

		@Override
		public @Nullable String getBaseURI() {
			return null;
		}

		@Override
		public void setBaseURI(String ignored) {
			// What is read is fixed.
		}

		@Override
		public @Nullable String getEncoding() {
			return null;
		}

		@Override
		public void setEncoding(String ignored) {
			// What is read is fixed.
		}

		@Override
		public boolean getCertifiedText() {
			return false;
		}

		@Override
		public void setCertifiedText(boolean ignored) {
			// What is read is fixed.
		}

	}

}
