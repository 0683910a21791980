package io.selvage.fabric.simulator.control;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One operation of the control API.
 *
 * @param method the HTTP method
 * @param template the path, with parameters in braces
 * @param about what it does
 * @param action does it
 */
record Route(String method, String template, String about, Function<Call, Reply> action) {

	/**
	 * Matches a path.
	 * @param path the path as sent
	 * @return the path parameters, unescaped, or {@code null} if it does not match
	 */
	@Nullable Map<String, String> match(String path) {
		String[] wanted = this.template.split("/", -1);
		String[] given = path.split("/", -1);
		if (wanted.length != given.length) {
			return null;
		}
		Map<String, String> parameters = new HashMap<>();
		for (int i = 0; i < wanted.length; i++) {
			if (wanted[i].startsWith("{")) {
				parameters.put(wanted[i].substring(1, wanted[i].length() - 1),
						URLDecoder.decode(given[i], StandardCharsets.UTF_8));
			}
			else if (!wanted[i].equals(given[i])) {
				return null;
			}
		}
		return parameters;
	}

	/**
	 * A call of an operation.
	 *
	 * @param parameters path and query parameters
	 * @param body the body
	 */
	record Call(Map<String, String> parameters, String body) {

		String text(String name) {
			String value = this.parameters.get(name);
			if (value == null) {
				throw new NoSuchElementException("the parameter '" + name + "' is missing");
			}
			return value;
		}

		long number(String name, long absent) {
			String value = this.parameters.get(name);
			try {
				return (value != null) ? Long.parseLong(value) : absent;
			}
			catch (NumberFormatException ex) {
				throw new IllegalArgumentException(name + " is a number, not '" + value + "'", ex);
			}
		}

	}

}
