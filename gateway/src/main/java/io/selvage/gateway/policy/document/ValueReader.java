package io.selvage.gateway.policy.document;

import java.util.List;

import io.selvage.gateway.expression.ExpressionScanner;

/**
 * Reads the values of attributes and the text of elements, and tells which of them are
 * expressions.
 */
final class ValueReader {

	private final PolicyReader.Input input;

	private final MappedText text;

	private final LineIndex lines;

	private final boolean wellFormed;

	private final List<PolicyProblem> problems;

	private final ExpressionBoundary boundary;

	ValueReader(PolicyReader.Input input, MappedText text, LineIndex lines, boolean wellFormed,
			List<PolicyProblem> problems) {
		this.input = input;
		this.text = text;
		this.lines = lines;
		this.wellFormed = wellFormed;
		this.problems = problems;
		this.boundary = new ExpressionBoundary(text);
	}

	/**
	 * Reads the value of an attribute.
	 * @param from the index behind the opening quote
	 * @param quote the quote
	 * @param element the name of the element
	 * @param attribute the name of the attribute
	 */
	Read readAttribute(int from, char quote, String element, String attribute) {
		int start = skipBlanks(from);
		if (!this.wellFormed && opensExpression(start)) {
			ExpressionBoundary.Outcome outcome = this.boundary.inAttribute(start, quote);
			if (outcome.kind() != ExpressionBoundary.Kind.MIXED) {
				PolicyValue value = expression(start, outcome, element);
				return new Read(value, skipBlanks(outcome.end()) + 1);
			}
			warnMixed(start, element, "the '" + attribute + "' attribute");
		}
		ValueBuilder builder = new ValueBuilder(this.text, this.lines);
		int at = from;
		while (this.text.markupAt(at) != quote) {
			if (at >= this.text.length()) {
				throw new DocumentException(this.text.origin(from - 1), element,
						"The value of the '" + attribute + "' attribute is not closed: " + quote + " is missing.");
			}
			if (this.wellFormed && this.text.markupAt(at) == '<') {
				throw new DocumentException(this.text.origin(at), element,
						"'<' is an invalid attribute character. It must be written as '&lt;'.");
			}
			at = readCharacter(at, builder, element, true);
		}
		return new Read(this.wellFormed ? decoded(builder, at, element) : builder.build(false, at), at + 1);
	}

	/**
	 * Reads one character of text, or an expression.
	 * @return the index of what comes next
	 */
	int readText(int at, OpenElement element) {
		ValueBuilder run = element.run(this.text, this.lines);
		if (!this.wellFormed && !element.literal() && !element.characterData() && opensExpression(at)
				&& run.isBlank()) {
			ExpressionBoundary.Outcome outcome = this.boundary.inElement(at, element.name());
			if (outcome.kind() != ExpressionBoundary.Kind.MIXED) {
				element.children().add(new PolicyText(expression(at, outcome, element.name())));
				element.endRun();
				return outcome.end();
			}
			warnMixed(at, element.name(), "the text of '" + element.name() + "'");
			element.markLiteral();
		}
		else if (!XmlNames.isBlank(this.text.charAt(at)) && run.isBlank()) {
			element.markLiteral();
		}
		return readCharacter(at, run, element.name(), false);
	}

	/**
	 * Ends the text that was collected for an element.
	 * @param end the index behind it
	 */
	void flush(OpenElement element, int end) {
		ValueBuilder run = element.run();
		if (run != null && (!run.isBlank() || element.characterData())) {
			PolicyValue value;
			if (this.wellFormed || element.characterData()) {
				value = element.characterData() ? characterData(run, end) : decoded(run, end, element.name());
			}
			else {
				value = run.build(false, end);
			}
			element.children().add(new PolicyText(value));
		}
		element.endRun();
	}

	private int readCharacter(int at, ValueBuilder builder, String element, boolean attribute) {
		char c = this.text.charAt(at);
		if (!XmlNames.isAllowed(c)) {
			throw new DocumentException(this.text.origin(at), element,
					"The character 0x" + Integer.toHexString(c) + " is not allowed.");
		}
		if (this.text.markupAt(at) == '&') {
			Entities.Reference reference = Entities.at(this.text.text(), at);
			if (reference != null) {
				builder.append(reference.value(), at);
				return reference.end();
			}
			if (this.wellFormed) {
				throw new DocumentException(this.text.origin(at), element,
						"'&' does not begin a known entity. It must be written as '&amp;'.");
			}
		}
		builder.append((attribute && XmlNames.isBlank(c)) ? ' ' : c, at);
		return at + 1;
	}

	/** The value of an expression that stands unescaped. */
	private PolicyValue expression(int start, ExpressionBoundary.Outcome outcome, String element) {
		switch (outcome.kind()) {
			case BROKEN -> throw new DocumentException(this.text.origin(start), element,
					"The expression is not valid: " + outcome.message());
			case UNCLOSED -> reportUnclosed(start, outcome, element);
			default -> {
			}
		}
		String raw = this.text.text().substring(start, outcome.end()) + outcome.missing();
		boolean encoded = raw.indexOf('&') >= 0 && !ExpressionScanner.parses(raw)
				&& ExpressionScanner.parses(Entities.decode(raw));
		ValueBuilder builder = new ValueBuilder(this.text, this.lines);
		int at = start;
		while (at < outcome.end()) {
			Entities.Reference reference = (encoded && this.text.charAt(at) == '&') ? Entities.at(this.text.text(), at)
					: null;
			if (reference != null) {
				builder.append(reference.value(), at);
				at = reference.end();
			}
			else {
				builder.append(this.text.charAt(at), at);
				at++;
			}
		}
		builder.append(outcome.missing(), outcome.end());
		return builder.build(true, outcome.end());
	}

	private void reportUnclosed(int start, ExpressionBoundary.Outcome outcome, String element) {
		TextPosition end = this.lines.position(this.text.origin(outcome.end()));
		String message = "The expression is not closed: '" + outcome.missing() + "' is missing at line " + end.line()
				+ ", column " + end.column() + ".";
		if (!this.input.lenient()) {
			throw new DocumentException(this.text.origin(start), element, message);
		}
		this.problems.add(new PolicyProblem(PolicyProblem.Severity.WARNING, this.input.name(), element,
				this.lines.position(this.text.origin(start)), message + " It was added.", null));
	}

	/** The value of well-formed XML, in which expressions were escaped. */
	private PolicyValue decoded(ValueBuilder builder, int end, String element) {
		String value = builder.text();
		String stripped = value.strip();
		if (!ExpressionScanner.startsExpression(stripped, 0)) {
			return builder.build(false, end);
		}
		ExpressionScanner.Scan scan = ExpressionScanner.scan(stripped, 0);
		int start = builder.firstIndex();
		ExpressionScanner.Problem problem = scan.problem();
		if (problem != null) {
			throw new DocumentException(this.text.origin(start), element,
					problem.missing().isEmpty() ? "The expression is not valid: " + problem.message()
							: "The expression is not closed: '" + problem.missing() + "' is missing.");
		}
		if (scan.end() < stripped.length()) {
			warnMixed(start, element, "the value");
			return builder.build(false, end);
		}
		return builder.stripped().build(true, end);
	}

	/**
	 * CDATA is literal text, unless the whole of it is an expression: deployed documents
	 * protect expressions that way.
	 */
	private PolicyValue characterData(ValueBuilder builder, int end) {
		String stripped = builder.text().strip();
		boolean expression = ExpressionScanner.startsExpression(stripped, 0) && ExpressionScanner.parses(stripped);
		return expression ? builder.stripped().build(true, end) : builder.build(false, end);
	}

	private void warnMixed(int index, String element, String what) {
		this.problems.add(new PolicyProblem(PolicyProblem.Severity.WARNING, this.input.name(), element,
				this.lines.position(this.text.origin(index)),
				"An expression must be the whole value; " + what + " is taken as text.", null));
	}

	private boolean opensExpression(int at) {
		return ExpressionScanner.startsExpression(this.text.text(), at);
	}

	private int skipBlanks(int from) {
		int at = from;
		while (at < this.text.length() && XmlNames.isBlank(this.text.charAt(at))) {
			at++;
		}
		return at;
	}

	/**
	 * A value that was read.
	 *
	 * @param value the value
	 * @param next the index of what comes next
	 */
	record Read(PolicyValue value, int next) {
	}

}
