package io.selvage.gateway.expression.text;

/**
 * Collects text (System.IO.StringWriter).
 *
 * @param text what was written
 */
public record TextWriter(StringBuilder text) {

	@Override
	public String toString() {
		return this.text.toString();
	}

}
