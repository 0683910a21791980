package io.selvage.gateway.policy.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads policy documents. Named values are put in first; then the text is read either as
 * well-formed XML or as raw XML, in which expressions stand unescaped.
 * <p>
 * There are no document type declarations and no entities but the five of XML, so there
 * is nothing to expand or to fetch. Limits: 256 KiB of text, 64 levels, 2,000 elements,
 * 200 attributes of an element. Immutable and thread-safe.
 */
public final class PolicyReader {

	/** The longest document, in characters: the limit of Azure API Management. */
	static final int LONGEST = 256 * 1024;

	/**
	 * Reads a document.
	 * @param input the text and how to read it
	 * @param namedValues what replaces references to named values
	 * @return the document; never fails, but tells what is wrong
	 */
	public PolicyDocument read(Input input, NamedValueLookup namedValues) {
		LineIndex lines = new LineIndex(input.text());
		MappedText text;
		try {
			if (input.text().length() > LONGEST) {
				throw new DocumentException(0, "policies", "The document is longer than " + LONGEST + " characters.");
			}
			text = MappedText.substitute(input.text(), namedValues);
		}
		catch (DocumentException invalid) {
			return new PolicyDocument(null, List.of(problem(invalid, input, lines)), List.of());
		}
		if (input.format() == PolicyFormat.ANY) {
			PolicyDocument document = parse(input, text, lines, true);
			boolean wellFormed = document.root() != null && document.problems().isEmpty();
			return wellFormed ? document : parse(input, text, lines, false);
		}
		return parse(input, text, lines, input.format() == PolicyFormat.XML);
	}

	private PolicyDocument parse(Input input, MappedText text, LineIndex lines, boolean wellFormed) {
		List<PolicyProblem> problems = new ArrayList<>();
		PolicyElement root = null;
		try {
			root = new DocumentParser(input, text, lines, wellFormed, problems).parse();
		}
		catch (DocumentException invalid) {
			problems.add(problem(invalid, input, lines));
		}
		return new PolicyDocument(root, List.copyOf(problems), text.secretValues());
	}

	private static PolicyProblem problem(DocumentException invalid, Input input, LineIndex lines) {
		return new PolicyProblem(PolicyProblem.Severity.ERROR, input.name(), invalid.element(),
				lines.position(invalid.origin()), invalid.text(), RefusalReason.UNREADABLE);
	}

	/**
	 * A text to read.
	 *
	 * @param name what problems call it
	 * @param text the text
	 * @param format how to read it
	 * @param lenient whether an expression that lacks its last brackets is repaired with
	 * a warning
	 */
	public record Input(String name, String text, PolicyFormat format, boolean lenient) {
	}

}
