package io.selvage.gateway.policy.document;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Collects the characters of a value with their places.
 */
final class ValueBuilder {

	private final MappedText source;

	private final LineIndex lines;

	private final StringBuilder text = new StringBuilder();

	private final StringBuilder display = new StringBuilder();

	private int[] indexes = new int[32];

	private MappedText.@Nullable Paste shown;

	private boolean blank = true;

	ValueBuilder(MappedText source, LineIndex lines) {
		this.source = source;
		this.lines = lines;
	}

	/**
	 * Appends a character that stands for what is at an index of the document.
	 */
	void append(char c, int index) {
		if (this.text.length() + 1 >= this.indexes.length) {
			this.indexes = Arrays.copyOf(this.indexes, this.indexes.length * 2);
		}
		this.indexes[this.text.length()] = index;
		this.text.append(c);
		this.blank &= Character.isWhitespace(c);
		MappedText.Paste secret = this.source.secretAt(index);
		if (secret == null) {
			this.display.append(c);
		}
		else if (secret != this.shown) {
			this.display.append(secret.reference());
		}
		this.shown = secret;
	}

	void append(String characters, int index) {
		for (int i = 0; i < characters.length(); i++) {
			append(characters.charAt(i), index);
		}
	}

	/** Appends a part of the document as it is. */
	void copy(int from, int to) {
		for (int i = from; i < to; i++) {
			append(this.source.charAt(i), i);
		}
	}

	boolean isBlank() {
		return this.blank;
	}

	String text() {
		return this.text.toString();
	}

	/** The same value without the blanks around it. */
	ValueBuilder stripped() {
		ValueBuilder stripped = new ValueBuilder(this.source, this.lines);
		int from = 0;
		int to = this.text.length();
		while (from < to && Character.isWhitespace(this.text.charAt(from))) {
			from++;
		}
		while (to > from && Character.isWhitespace(this.text.charAt(to - 1))) {
			to--;
		}
		for (int i = from; i < to; i++) {
			stripped.append(this.text.charAt(i), this.indexes[i]);
		}
		return stripped;
	}

	/** The index in the document of the first character. */
	int firstIndex() {
		return this.indexes[0];
	}

	PolicyValue build(boolean expression, int endIndex) {
		int length = this.text.length();
		int[] origins = new int[length + 1];
		for (int i = 0; i < length; i++) {
			origins[i] = this.source.origin(this.indexes[i]);
		}
		origins[length] = this.source.origin(endIndex);
		int first = (length > 0) ? this.indexes[0] : endIndex;
		List<NamedValueReference> unknown = this.source
			.unknownWithin((reference) -> reference.index() >= first && reference.index() < endIndex)
			.stream()
			.map((reference) -> new NamedValueReference(reference.name(), this.lines.position(reference.origin())))
			.toList();
		return new PolicyValue(new PolicyValue.Content(text(), this.display.toString(), origins, unknown), expression,
				this.lines);
	}

}
