package io.selvage.gateway.expression.xml;

import org.jspecify.annotations.Nullable;

/**
 * An XML declaration (System.Xml.Linq.XDeclaration).
 *
 * @param version the version, or null
 * @param encoding the encoding, or null
 * @param standalone yes, no or null
 */
public record XDeclaration(@Nullable String version, @Nullable String encoding, @Nullable String standalone) {

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("<?xml");
		append(text, "version", this.version);
		append(text, "encoding", this.encoding);
		append(text, "standalone", this.standalone);
		return text.append("?>").toString();
	}

	private static void append(StringBuilder text, String name, @Nullable String value) {
		if (value != null) {
			text.append(' ').append(name).append("=\"").append(value).append('"');
		}
	}

}
