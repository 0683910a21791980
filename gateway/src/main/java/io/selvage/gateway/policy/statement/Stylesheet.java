package io.selvage.gateway.policy.statement;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.util.Map;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.ErrorListener;
import javax.xml.transform.Source;
import javax.xml.transform.Templates;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamResult;

import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A compiled XSLT 1.0 stylesheet that cannot leave its input: document types are refused,
 * extension functions are switched off, and nothing is loaded by {@code document()},
 * {@code xsl:include} or {@code xsl:import}. Thread-safe.
 */
final class Stylesheet {

	private final Templates templates;

	private Stylesheet(Templates templates) {
		this.templates = templates;
	}

	/**
	 * Compiles a stylesheet.
	 * @throws TransformerException if it is no valid stylesheet
	 */
	static Stylesheet compile(String text) throws TransformerException {
		TransformerFactory factory = TransformerFactory.newDefaultInstance();
		factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
		factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
		factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
		Problems problems = new Problems();
		factory.setErrorListener(problems);
		try {
			return new Stylesheet(factory.newTemplates(source(new InputSource(new StringReader(text)))));
		}
		catch (TransformerException invalid) {
			throw (problems.first != null) ? problems.first : invalid;
		}
	}

	/**
	 * Transforms a document.
	 * @param limit the largest result, in bytes
	 * @throws TransformerException if the input is not XML, the stylesheet ends the run,
	 * or the result is larger
	 */
	byte[] transform(byte[] input, Map<String, String> parameters, int limit) throws TransformerException {
		Transformer transformer = this.templates.newTransformer();
		Problems problems = new Problems();
		transformer.setErrorListener(problems);
		transformer.setURIResolver((href, base) -> {
			throw new TransformerException("Other documents cannot be loaded");
		});
		parameters.forEach(transformer::setParameter);
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		transformer.transform(source(new InputSource(new ByteArrayInputStream(input))),
				new StreamResult(new LimitedOutput(output, limit)));
		return output.toByteArray();
	}

	private static Source source(InputSource input) throws TransformerException {
		try {
			SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			return new SAXSource(factory.newSAXParser().getXMLReader(), input);
		}
		catch (ParserConfigurationException | SAXException unsupported) {
			throw new TransformerException(unsupported);
		}
	}

	/** Keeps the first problem; by default they would go to the console. */
	private static final class Problems implements ErrorListener {

		private @Nullable TransformerException first;

		@Override
		public void warning(TransformerException problem) {
			// Warnings are advice to the author of the stylesheet: it runs.
		}

		@Override
		public void error(TransformerException problem) {
			this.first = (this.first != null) ? this.first : problem;
		}

		@Override
		public void fatalError(TransformerException problem) throws TransformerException {
			error(problem);
			throw problem;
		}

	}

	private static final class LimitedOutput extends OutputStream {

		private final ByteArrayOutputStream target;

		private final int limit;

		LimitedOutput(ByteArrayOutputStream target, int limit) {
			this.target = target;
			this.limit = limit;
		}

		@Override
		public void write(int value) throws IOException {
			require(1);
			this.target.write(value);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			require(length);
			this.target.write(bytes, offset, length);
		}

		private void require(int length) throws IOException {
			if (length > this.limit - this.target.size()) {
				throw new IOException("The result is larger than " + this.limit + " bytes");
			}
		}

	}

}
