package io.selvage.gateway.policy.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rewrites a document from one format into the other: only what expressions and texts
 * contain is encoded or decoded; everything else, blanks and comments included, stays as
 * its author wrote it. References to named values stay references.
 */
public final class PolicyRewriter {

	private final PolicyReader reader = new PolicyReader();

	/**
	 * Rewrites a document.
	 * @param document a valid document
	 * @param target {@link PolicyFormat#XML} or {@link PolicyFormat#RAWXML}
	 * @return the document in that format; unchanged if it cannot be read
	 */
	public String rewrite(String document, PolicyFormat target) {
		boolean encode = target == PolicyFormat.XML;
		PolicyFormat source = encode ? PolicyFormat.RAWXML : PolicyFormat.XML;
		PolicyElement root = this.reader
			.read(new PolicyReader.Input("document", document, source, true), (name) -> null)
			.root();
		if (root == null) {
			return document;
		}
		List<Passage> passages = new ArrayList<>();
		collect(root, document, passages);
		passages.sort(Comparator.comparingInt(Passage::start));
		StringBuilder rewritten = new StringBuilder(document.length() + 64);
		int at = 0;
		for (Passage passage : passages) {
			if (passage.start() >= at) {
				rewritten.append(document, at, passage.start());
				rewritten.append(encode ? passage.encoded(document) : passage.decoded(document));
				at = passage.end();
			}
		}
		return rewritten.append(document, at, document.length()).toString();
	}

	private static void collect(PolicyElement element, String document, List<Passage> into) {
		element.attributes().forEach((attribute) -> add(attribute.value(), document, true, into));
		for (PolicyNode child : element.children()) {
			if (child instanceof PolicyElement inner) {
				collect(inner, document, into);
			}
			else if (child instanceof PolicyText text) {
				add(text.value(), document, false, into);
			}
		}
	}

	private static void add(PolicyValue value, String document, boolean attribute, List<Passage> into) {
		if (value.text().isEmpty()) {
			return;
		}
		int start = value.originOf(0);
		int last = value.originOf(value.text().length() - 1);
		Entities.Reference reference = (document.charAt(last) == '&') ? Entities.at(document, last) : null;
		int end = (reference != null) ? reference.end() : last + 1;
		// CDATA means the same in both formats.
		if (document.lastIndexOf("<![CDATA[", start) <= document.lastIndexOf("]]>", start)) {
			into.add(new Passage(start, end, value, attribute));
		}
	}

	/**
	 * A value in the document.
	 *
	 * @param start the offset of its first character
	 * @param end the offset behind its last
	 * @param value the value
	 * @param attribute whether it is that of an attribute
	 */
	private record Passage(int start, int end, PolicyValue value, boolean attribute) {

		String decoded(String document) {
			String written = document.substring(this.start, this.end);
			return this.value.isExpression() ? Entities.decode(written) : written;
		}

		String encoded(String document) {
			String written = document.substring(this.start, this.end);
			if (this.value.isExpression()) {
				boolean encodedAlready = written.indexOf('&') >= 0 && this.value.text().length() < written.length();
				return encode(encodedAlready ? Entities.decode(written) : written);
			}
			return encodeStrayMarkup(written);
		}

		private String encode(String expression) {
			// A line break in an attribute is read as a blank, which would make all that
			// follows a line comment part of it.
			boolean breaks = this.attribute && expression.contains("//");
			StringBuilder encoded = new StringBuilder(expression.length() + 32);
			for (int i = 0; i < expression.length(); i++) {
				char c = expression.charAt(i);
				switch (c) {
					case '&' -> encoded.append("&amp;");
					case '<' -> encoded.append("&lt;");
					case '>' -> encoded.append("&gt;");
					case '"' -> encoded.append("&quot;");
					case '\'' -> encoded.append(this.attribute ? "&apos;" : "'");
					case '\n' -> encoded.append(breaks ? "&#10;" : "\n");
					default -> encoded.append(c);
				}
			}
			return encoded.toString();
		}

		/** In raw XML, markup that leads nowhere is text. */
		private static String encodeStrayMarkup(String text) {
			StringBuilder encoded = new StringBuilder(text.length());
			for (int i = 0; i < text.length(); i++) {
				char c = text.charAt(i);
				if (c == '<') {
					encoded.append("&lt;");
				}
				else if (c == '&' && Entities.at(text, i) == null) {
					encoded.append("&amp;");
				}
				else {
					encoded.append(c);
				}
			}
			return encoded.toString();
		}

	}

}
