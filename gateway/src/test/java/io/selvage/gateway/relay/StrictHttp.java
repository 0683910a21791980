package io.selvage.gateway.relay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads what a backend received as a naive backend would, and notes what a strict one
 * would object to (RFC 9112).
 */
final class StrictHttp {

	private static final Pattern REQUEST_LINE = Pattern
		.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+ [\\x21-\\x7e\\x80-\\xff]+ HTTP/1\\.[01]");

	private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+");

	private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

	private final List<String> requests = new ArrayList<>();

	private final List<String> objections = new ArrayList<>();

	private boolean complete = true;

	private StrictHttp() {
	}

	static StrictHttp read(byte[] bytes) {
		StrictHttp reading = new StrictHttp();
		reading.parse(new String(bytes, StandardCharsets.ISO_8859_1));
		return reading;
	}

	/** The request lines of all requests that could be told apart. */
	List<String> requests() {
		return this.requests;
	}

	List<String> objections() {
		return this.objections;
	}

	/** The number of requests that arrived whole. */
	int whole() {
		return this.complete ? this.requests.size() : this.requests.size() - 1;
	}

	private void parse(String text) {
		String rest = text;
		while (!rest.isEmpty()) {
			int end = rest.indexOf("\r\n\r\n");
			if (end < 0) {
				return;
			}
			String[] lines = rest.substring(0, end).split("\r\n", -1);
			rest = rest.substring(end + 4);
			if (!REQUEST_LINE.matcher(lines[0]).matches()) {
				object("request line " + lines[0]);
			}
			List<String> lengths = new ArrayList<>();
			List<String> codings = new ArrayList<>();
			fields(lines, lengths, codings);
			this.requests.add(lines[0]);
			String after = codings.isEmpty() ? fixed(rest, lengths) : chunked(rest);
			if (after == null) {
				this.complete = false;
				return;
			}
			rest = after;
		}
	}

	private void fields(String[] lines, List<String> lengths, List<String> codings) {
		int hosts = 0;
		for (int i = 1; i < lines.length; i++) {
			String line = lines[i];
			int colon = line.indexOf(':');
			if (colon < 0 || line.startsWith(" ") || line.startsWith("\t")) {
				object("line without a field: " + line);
				continue;
			}
			String name = line.substring(0, colon);
			String value = line.substring(colon + 1);
			if (!TOKEN.matcher(name).matches()) {
				object("field name " + name);
			}
			if (CONTROL.matcher(value).find()) {
				object("control character in " + name);
			}
			switch (name.toLowerCase(Locale.ROOT).strip()) {
				case "content-length" -> lengths.add(value.strip());
				case "transfer-encoding" -> codings.add(value.strip());
				case "host" -> hosts++;
				default -> {
					String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
					if (letters.equals("transferencoding") || letters.equals("contentlength")) {
						object("look-alike " + name);
					}
				}
			}
		}
		if (hosts != 1 || lengths.size() > 1 || codings.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty())) {
			object("hosts " + hosts + ", lengths " + lengths + ", codings " + codings);
		}
		if (!codings.isEmpty() && !codings.get(0).equalsIgnoreCase("chunked")) {
			object("coding " + codings);
		}
		if (!lengths.isEmpty() && !lengths.get(0).matches("[0-9]+")) {
			object("length " + lengths);
		}
	}

	private static String fixed(String rest, List<String> lengths) {
		if (lengths.isEmpty() || !lengths.get(0).matches("[0-9]{1,9}")) {
			return rest;
		}
		int length = Integer.parseInt(lengths.get(0));
		return (rest.length() < length) ? null : rest.substring(length);
	}

	private String chunked(String text) {
		String rest = text;
		while (true) {
			int end = rest.indexOf("\r\n");
			if (end < 0) {
				return null;
			}
			String size = rest.substring(0, end);
			if (!size.matches("[0-9A-Fa-f]{1,7}")) {
				object("chunk size " + size);
				return null;
			}
			int length = Integer.parseInt(size, 16);
			rest = rest.substring(end + 2);
			if (length == 0) {
				while (!rest.startsWith("\r\n")) {
					int line = rest.indexOf("\r\n");
					if (line < 0) {
						return null;
					}
					rest = rest.substring(line + 2);
				}
				return rest.substring(2);
			}
			if (rest.length() < length + 2) {
				return null;
			}
			rest = rest.substring(length + 2);
		}
	}

	private void object(String objection) {
		this.objections.add(objection);
	}

}
