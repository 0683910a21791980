package io.selvage.catalog.resource;

import org.jspecify.annotations.Nullable;

/**
 * A place in a document.
 *
 * @param file the file, relative to the root of its source with forward slashes; null for
 * a request body
 * @param line the line, from 1; 0 if unknown
 * @param column the column, from 1; 0 if unknown
 */
public record SourceLocation(@Nullable String file, int line, int column) {

	/**
	 * The position of a character.
	 * @param text the document
	 * @param offset the index of the character
	 * @return its line and column
	 */
	public static SourceLocation of(String text, int offset) {
		int line = 1;
		int lineStart = 0;
		for (int i = 0; i < offset; i++) {
			if (text.charAt(i) == '\n') {
				line++;
				lineStart = i + 1;
			}
		}
		return new SourceLocation(null, line, offset - lineStart + 1);
	}

	/**
	 * The same position in a named file.
	 * @param name the file
	 * @return the position in it
	 */
	public SourceLocation in(String name) {
		return new SourceLocation(name, this.line, this.column);
	}

	@Override
	public String toString() {
		String position = (this.line == 0) ? "" : this.line + ":" + this.column;
		if (this.file == null) {
			return position;
		}
		return position.isEmpty() ? this.file : this.file + ":" + position;
	}

}
