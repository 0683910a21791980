package io.selvage.gateway.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one proxy has noted in a Forwarded field (RFC 7239 section 4).
 *
 * @param client who called it: an address with an optional port, or a name for one
 * @param proto the scheme it was called by
 * @param host the host it was called by
 */
record ForwardedElement(String client, String proto, String host) {

	/** Of a proxy that has noted nothing. */
	static final ForwardedElement NONE = new ForwardedElement("", "", "");

	/**
	 * Reads fields. Commas, semicolons and escapes in quoted values are part of them.
	 * @param lines the values of all lines
	 * @return the elements, those of the nearest proxy last
	 */
	static List<ForwardedElement> parse(List<String> lines) {
		List<ForwardedElement> elements = new ArrayList<>();
		for (String line : lines) {
			ForwardedElement element = NONE;
			StringBuilder pair = new StringBuilder();
			boolean quoted = false;
			for (int i = 0; i < line.length(); i++) {
				char next = line.charAt(i);
				if (next == '"') {
					quoted = !quoted;
				}
				else if (quoted && next == '\\' && i + 1 < line.length()) {
					i++;
					pair.append(line.charAt(i));
				}
				else if (quoted || (next != ',' && next != ';')) {
					pair.append(next);
				}
				else {
					element = element.with(pair);
					if (next == ',') {
						elements.add(element);
						element = NONE;
					}
				}
			}
			elements.add(element.with(pair));
		}
		return elements;
	}

	/** Takes in a parameter, and empties what it was read into. */
	private ForwardedElement with(StringBuilder pair) {
		String text = pair.toString().trim();
		pair.setLength(0);
		int equals = text.indexOf('=');
		String value = text.substring(equals + 1);
		return switch ((equals < 0) ? "" : text.substring(0, equals).toLowerCase(Locale.ROOT)) {
			case "for" -> new ForwardedElement(value, this.proto, this.host);
			case "proto" -> new ForwardedElement(this.client, value, this.host);
			case "host" -> new ForwardedElement(this.client, this.proto, value);
			default -> this;
		};
	}

	/**
	 * Completes it with what a proxy behind it has noted.
	 * @param inner what the next proxy has noted
	 * @return its own client, and scheme and host from wherever they are known
	 */
	ForwardedElement over(ForwardedElement inner) {
		return new ForwardedElement(this.client, this.proto.isEmpty() ? inner.proto : this.proto,
				this.host.isEmpty() ? inner.host : this.host);
	}

}
