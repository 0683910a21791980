package io.selvage.gateway.policy.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One pass over a document: tags, attributes, text, comments, CDATA. Reads either
 * well-formed XML or raw XML; the latter differs in that stray {@code <} and {@code &}
 * are text, and that an expression is skipped as C#.
 */
final class DocumentParser {

	private static final int DEEPEST = 64;

	private static final int MOST_ELEMENTS = 2_000;

	private static final int MOST_ATTRIBUTES = 200;

	private final PolicyReader.Input input;

	private final MappedText text;

	private final LineIndex lines;

	private final boolean wellFormed;

	private final ValueReader values;

	private final Deque<OpenElement> open = new ArrayDeque<>();

	private int at;

	private int elements;

	private @Nullable PolicyElement root;

	DocumentParser(PolicyReader.Input input, MappedText text, LineIndex lines, boolean wellFormed,
			List<PolicyProblem> problems) {
		this.input = input;
		this.text = text;
		this.lines = lines;
		this.wellFormed = wellFormed;
		this.values = new ValueReader(input, text, lines, wellFormed, problems);
	}

	PolicyElement parse() {
		if (this.text.length() > 0 && this.text.charAt(0) == '\uFEFF') {
			this.at++;
		}
		while (this.at < this.text.length()) {
			step();
		}
		if (!this.open.isEmpty()) {
			OpenElement last = this.open.getLast();
			throw new DocumentException(this.text.origin(last.start()), last.name(),
					"The element '" + last.name() + "' is not closed.");
		}
		if (this.root == null) {
			throw error("policies", "Root element is missing.");
		}
		return this.root;
	}

	private void step() {
		char c = this.text.charAt(this.at);
		if (this.text.markupAt(this.at) == '<') {
			if (starts("<!--")) {
				skipPast("-->", "The comment is not closed.");
				return;
			}
			if (starts("<![CDATA[")) {
				characterData();
				return;
			}
			if (starts("<?")) {
				skipPast("?>", "The processing instruction is not closed.");
				return;
			}
			if (starts("</")) {
				endTag();
				return;
			}
			if (starts("<!")) {
				throw error(currentName(), "Declarations such as DOCTYPE are not allowed.");
			}
			if (XmlNames.isStart(this.text.markupAt(this.at + 1))) {
				startTag();
				return;
			}
			if (this.wellFormed) {
				throw error(currentName(), "'<' is an unexpected token. It must be written as '&lt;'.");
			}
		}
		if (this.open.isEmpty()) {
			if (!XmlNames.isBlank(c)) {
				throw error("policies", "Data at the root level is invalid.");
			}
			this.at++;
			return;
		}
		this.at = this.values.readText(this.at, this.open.getLast());
	}

	private void characterData() {
		if (this.open.isEmpty()) {
			throw error("policies", "Data at the root level is invalid.");
		}
		int from = this.at + "<![CDATA[".length();
		int to = this.text.text().indexOf("]]>", from);
		if (to < 0) {
			throw error(currentName(), "The CDATA section is not closed.");
		}
		this.open.getLast().run(this.text, this.lines).copy(from, to);
		this.open.getLast().markCharacterData();
		this.at = to + 3;
	}

	private void startTag() {
		int start = this.at;
		this.at++;
		String name = name();
		if (this.root != null) {
			throw error(name, "There may be only one root element.");
		}
		if (!this.open.isEmpty()) {
			this.values.flush(this.open.getLast(), start);
		}
		if (this.open.size() == DEEPEST) {
			throw new DocumentException(this.text.origin(start), name,
					"Elements are nested deeper than " + DEEPEST + " levels.");
		}
		if (++this.elements > MOST_ELEMENTS) {
			throw new DocumentException(this.text.origin(start), name,
					"The document has more than " + MOST_ELEMENTS + " elements.");
		}
		OpenElement element = new OpenElement(name, start);
		boolean closed = attributes(element);
		element.contentStart(this.at);
		this.open.addLast(element);
		if (closed) {
			close(this.at);
		}
	}

	/** Reads attributes up to the end of the tag. */
	private boolean attributes(OpenElement element) {
		while (true) {
			int before = this.at;
			skipBlanks();
			if (starts("/>")) {
				this.at += 2;
				return true;
			}
			if (this.text.markupAt(this.at) == '>') {
				this.at++;
				return false;
			}
			if (this.at >= this.text.length()) {
				throw error(element.name(), "The tag is not closed: '>' is missing.");
			}
			if (!XmlNames.isStart(this.text.markupAt(this.at))) {
				throw error(element.name(), token() + " is an unexpected token. Expected: an attribute, '/>' or '>'.");
			}
			if (before == this.at) {
				throw error(element.name(), token() + " is an unexpected token. Expecting white space.");
			}
			attribute(element);
		}
	}

	private void attribute(OpenElement element) {
		int start = this.at;
		String name = name();
		skipBlanks();
		if (this.text.markupAt(this.at) != '=') {
			throw error(element.name(), token() + " is an unexpected token. The expected token is '='.");
		}
		this.at++;
		skipBlanks();
		char quote = this.text.markupAt(this.at);
		if (quote != '"' && quote != '\'') {
			throw error(element.name(), token() + " is an unexpected token. The expected token is '\"' or '''.");
		}
		ValueReader.Read read = this.values.readAttribute(this.at + 1, quote, element.name(), name);
		this.at = read.next();
		List<PolicyAttribute> attributes = element.attributes();
		if (attributes.stream().anyMatch((other) -> other.name().equals(name))) {
			throw new DocumentException(this.text.origin(start), element.name(),
					"'" + name + "' is a duplicate attribute name.");
		}
		if (attributes.size() == MOST_ATTRIBUTES) {
			throw new DocumentException(this.text.origin(start), element.name(),
					"The element has more than " + MOST_ATTRIBUTES + " attributes.");
		}
		attributes.add(new PolicyAttribute(name, read.value(), this.lines.position(this.text.origin(start))));
	}

	private void endTag() {
		int start = this.at;
		this.at += 2;
		String name = name();
		skipBlanks();
		if (this.text.markupAt(this.at) != '>') {
			throw error(name, token() + " is an unexpected token. The expected token is '>'.");
		}
		this.at++;
		if (this.open.isEmpty()) {
			throw new DocumentException(this.text.origin(start), name, "There is no start tag for '</" + name + ">'.");
		}
		OpenElement last = this.open.getLast();
		if (!last.name().equals(name)) {
			TextPosition position = this.lines.position(this.text.origin(last.start()));
			throw new DocumentException(this.text.origin(start), name,
					"The '" + last.name() + "' start tag on line " + position.line() + " position " + position.column()
							+ " does not match the end tag of '" + name + "'.");
		}
		close(start);
	}

	private void close(int contentEnd) {
		OpenElement last = this.open.removeLast();
		this.values.flush(last, contentEnd);
		ValueBuilder inner = new ValueBuilder(this.text, this.lines);
		inner.copy(last.contentStart(), Math.max(last.contentStart(), contentEnd));
		PolicyElement element = new PolicyElement(last.name(), this.lines.position(this.text.origin(last.start())),
				last.attributes(), last.children(), inner.build(false, contentEnd), this.input.name());
		if (this.open.isEmpty()) {
			this.root = element;
		}
		else {
			this.open.getLast().children().add(element);
		}
	}

	private String name() {
		int start = this.at;
		while (XmlNames.isPart(this.text.markupAt(this.at))) {
			this.at++;
		}
		if (start == this.at) {
			throw error(currentName(), token() + " is an unexpected token. Expected: a name.");
		}
		return this.text.text().substring(start, this.at);
	}

	private boolean starts(String markup) {
		return this.text.markupAt(this.at) == markup.charAt(0) && this.text.text().startsWith(markup, this.at);
	}

	private void skipBlanks() {
		while (this.at < this.text.length() && XmlNames.isBlank(this.text.charAt(this.at))) {
			this.at++;
		}
	}

	private void skipPast(String end, String message) {
		int to = this.text.text().indexOf(end, this.at);
		if (to < 0) {
			throw error(currentName(), message);
		}
		this.at = to + end.length();
	}

	private String currentName() {
		return this.open.isEmpty() ? "policies" : this.open.getLast().name();
	}

	private String token() {
		int end = this.at;
		while (XmlNames.isPart(this.text.markupAt(end)) && end - this.at < 40) {
			end++;
		}
		end = Math.max(end, Math.min(this.at + 1, this.text.length()));
		return (end == this.at) ? "The end of the document" : "'" + this.text.text().substring(this.at, end) + "'";
	}

	private DocumentException error(String element, String message) {
		return new DocumentException(this.text.origin(this.at), element, message);
	}

}
