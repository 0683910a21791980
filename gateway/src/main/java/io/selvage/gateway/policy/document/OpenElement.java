package io.selvage.gateway.policy.document;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An element whose end tag was not yet read.
 */
final class OpenElement {

	private final String name;

	private final int start;

	private final List<PolicyAttribute> attributes = new ArrayList<>();

	private final List<PolicyNode> children = new ArrayList<>();

	private int contentStart;

	private @Nullable ValueBuilder run;

	private boolean characterData;

	private boolean literal;

	OpenElement(String name, int start) {
		this.name = name;
		this.start = start;
	}

	String name() {
		return this.name;
	}

	int start() {
		return this.start;
	}

	List<PolicyAttribute> attributes() {
		return this.attributes;
	}

	List<PolicyNode> children() {
		return this.children;
	}

	int contentStart() {
		return this.contentStart;
	}

	void contentStart(int index) {
		this.contentStart = index;
	}

	/** The text that is being collected. */
	@Nullable ValueBuilder run() {
		return this.run;
	}

	ValueBuilder run(MappedText text, LineIndex lines) {
		ValueBuilder current = this.run;
		if (current == null) {
			current = new ValueBuilder(text, lines);
			this.run = current;
		}
		return current;
	}

	void endRun() {
		this.run = null;
		this.characterData = false;
		this.literal = false;
	}

	/** Whether a CDATA section is part of the text. */
	boolean characterData() {
		return this.characterData;
	}

	void markCharacterData() {
		this.characterData = true;
	}

	/** Whether it was found out that the text is no expression, however it begins. */
	boolean literal() {
		return this.literal;
	}

	void markLiteral() {
		this.literal = true;
	}

}
