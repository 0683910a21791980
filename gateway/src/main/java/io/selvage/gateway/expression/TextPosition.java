package io.selvage.gateway.expression;

/**
 * Line and column of an offset.
 *
 * @param line from 1
 * @param column from 1
 */
record TextPosition(int line, int column) {

	/** The position of an offset in a text whose first character is at this position. */
	TextPosition plus(CharSequence text, int offset) {
		int atLine = this.line;
		int atColumn = this.column;
		for (int i = 0; i < Math.min(offset, text.length()); i++) {
			if (text.charAt(i) == '\n') {
				atLine++;
				atColumn = 1;
			}
			else {
				atColumn++;
			}
		}
		return new TextPosition(atLine, atColumn);
	}

}
