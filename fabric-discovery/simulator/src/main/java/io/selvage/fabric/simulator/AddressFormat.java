package io.selvage.fabric.simulator;

import java.util.Map;
import java.util.StringJoiner;

/**
 * How an instance writes its address for the naming service.
 */
public enum AddressFormat {

	/**
	 * The JSON object of the Reliable Services SDK:
	 * {@code {"Endpoints":{"name":"http:\/\/…"}}}.
	 */
	ENDPOINTS {

		@Override
		String write(Map<String, String> urls) {
			StringJoiner json = new StringJoiner(",", "{\"Endpoints\":{", "}}");
			urls.forEach((name, url) -> json.add(quote(name) + ":" + quote(url).replace("/", "\\/")));
			return json.toString();
		}

	},

	/** The same with line ends and indentation, as some guests write it by hand. */
	INDENTED_ENDPOINTS {

		@Override
		String write(Map<String, String> urls) {
			StringJoiner json = new StringJoiner(",\r\n", "{\r\n  \"Endpoints\": {\r\n", "\r\n  }\r\n}");
			urls.forEach((name, url) -> json.add("    " + quote(name) + ": " + quote(url)));
			return json.toString();
		}

	},

	/**
	 * The bare URL of the first listener, as a guest executable with an endpoint in its
	 * manifest has.
	 */
	BARE_URL {

		@Override
		String write(Map<String, String> urls) {
			return urls.values().iterator().next();
		}

	};

	/**
	 * Writes an address.
	 * @param urls the URLs of the open listeners by name, at least one
	 * @return the address text
	 */
	abstract String write(Map<String, String> urls);

	private static String quote(String text) {
		return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

}
