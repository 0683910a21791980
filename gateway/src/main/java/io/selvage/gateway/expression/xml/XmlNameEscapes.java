package io.selvage.gateway.expression.xml;

import java.util.Locale;

/**
 * Makes an XML name of any text (XmlConvert.EncodeLocalName): what cannot stand in a name
 * is written as {@code _xHHHH_}.
 */
final class XmlNameEscapes {

	private XmlNameEscapes() {
	}

	static String escape(String name) {
		if (XmlNames.isNcName(name) && !name.contains("_x")) {
			return name;
		}
		StringBuilder escaped = new StringBuilder();
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			boolean fits = XmlNames.isStart(c) || (i > 0 && XmlNames.isPart(c));
			boolean mistakable = c == '_' && name.substring(i).matches("(?s)_x[0-9A-Fa-f]{4}_.*");
			if (fits && !mistakable) {
				escaped.append(c);
			}
			else {
				escaped.append(String.format(Locale.ROOT, "_x%04X_", (int) c));
			}
		}
		return escaped.isEmpty() ? "_" : escaped.toString();
	}

}
