package io.selvage.gateway.policy.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Stops at the first difference and words it without values of the body: of the parser's
 * messages only those that consist of names are passed on.
 */
final class XmlDifference implements ErrorHandler {

	/** The rules of XML Schema (part 1, appendix C) that are about names alone. */
	private static final Pattern RULE = Pattern.compile("^(cvc-[A-Za-z0-9.\\-]+): (.*)$", Pattern.DOTALL);

	private static final Pattern NAMES_ONLY = Pattern
		.compile("cvc-(elt\\.1(\\.a)?|complex-type\\.(2\\.[134](\\.[a-z0-9]+)?|3\\.2\\.[12]|4))");

	private final XmlEvents events;

	XmlDifference(XmlEvents events) {
		this.events = events;
	}

	@Override
	public void warning(SAXParseException ignored) {
		// A warning does not make the body wrong.
	}

	@Override
	public void error(SAXParseException difference) throws SAXException {
		throw found(difference);
	}

	@Override
	public void fatalError(SAXParseException difference) throws SAXException {
		throw found(difference);
	}

	private Found found(SAXParseException difference) {
		String message = String.valueOf(difference.getMessage());
		Matcher rule = RULE.matcher(message);
		boolean known = rule.matches();
		String element = this.events.element();
		String where = "at line " + this.events.line() + ", column " + this.events.column()
				+ ((element != null) ? ", element '" + element + "'" : "");
		if (known && NAMES_ONLY.matcher(rule.group(1)).matches()) {
			return new Found(where + ": " + rule.group(2).strip());
		}
		return new Found(where + ": its value breaks the rule " + (known ? rule.group(1) : "") + " of XML Schema.");
	}

	/** The first difference. */
	static final class Found extends SAXException {

		private static final long serialVersionUID = 1L;

		Found(String message) {
			super(message);
		}

		@Override
		public synchronized Throwable fillInStackTrace() {
			return this;
		}

	}

}
