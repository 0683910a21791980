package io.selvage.fabric.simulator.naming;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that passed the gate: its call is known and its api-version acceptable.
 *
 * @param path the path
 * @param query the query parameters, as sent
 * @param version the api-version
 * @param body the body, may be empty
 */
record ApiRequest(NamingPath path, Map<String, String> query, ApiVersion version, String body) {

	/**
	 * Splits a query as the server does: parameters with a second equals sign are
	 * dropped, the first of several with the same name counts, nothing is unescaped.
	 */
	static Map<String, String> parseQuery(String rawQuery) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : rawQuery.split("&", -1)) {
			String[] sides = pair.split("=", -1);
			if (sides.length == 2) {
				parameters.putIfAbsent(sides[0], sides[1]);
			}
		}
		return parameters;
	}

	Optional<String> parameter(String name) {
		return Optional.ofNullable(this.query.get(name)).filter((value) -> !value.isEmpty());
	}

	boolean flag(String name) {
		return parameter(name).filter("true"::equalsIgnoreCase).isPresent();
	}

	/**
	 * A number that must be one if it is there.
	 */
	long number(String name, long absent) {
		Optional<String> text = parameter(name);
		try {
			return text.isPresent() ? Long.parseLong(text.get()) : absent;
		}
		catch (NumberFormatException ex) {
			throw new FabricError.Exception(FabricError.INVALID_ARGUMENT);
		}
	}

	/** The id of a partition. */
	UUID partitionId() {
		String id = this.path.id(0);
		try {
			if (id.length() == 36) {
				return UUID.fromString(id);
			}
		}
		catch (IllegalArgumentException ex) {
			// the same answer as for a wrong length
		}
		throw new FabricError.Exception(FabricError.INVALID_ARGUMENT);
	}

}
