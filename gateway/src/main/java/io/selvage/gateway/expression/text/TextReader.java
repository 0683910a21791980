package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text piece by piece (System.IO.StringReader).
 */
public final class TextReader {

	private final String text;

	private int at;

	public TextReader(@Nullable String text) {
		if (text == null) {
			throw ClrException.argumentNull("s");
		}
		this.text = text;
	}

	public int peek() {
		return (this.at < this.text.length()) ? this.text.charAt(this.at) : -1;
	}

	public int read() {
		return (this.at < this.text.length()) ? this.text.charAt(this.at++) : -1;
	}

	/**
	 * Reads up to the end of the line.
	 * @return the line without its end, or null at the end of the text
	 */
	public @Nullable String readLine() {
		if (this.at >= this.text.length()) {
			return null;
		}
		int end = this.at;
		while (end < this.text.length() && this.text.charAt(end) != '\n' && this.text.charAt(end) != '\r') {
			end++;
		}
		String line = this.text.substring(this.at, end);
		if (this.text.startsWith("\r\n", end)) {
			end++;
		}
		this.at = end + 1;
		return line;
	}

	public String readToEnd() {
		String rest = this.text.substring(Math.min(this.at, this.text.length()));
		this.at = this.text.length();
		return rest;
	}

	public int readBlock(char[] buffer, int index, int count) {
		int length = Math.min(count, this.text.length() - this.at);
		if (length <= 0) {
			return 0;
		}
		this.text.getChars(this.at, this.at + length, buffer, index);
		this.at += length;
		return length;
	}

}
