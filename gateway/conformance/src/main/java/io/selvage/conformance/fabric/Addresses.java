package io.selvage.conformance.fabric;

import java.util.ArrayList;
import java.util.List;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.naming.NamingJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what the client reads from an address string with what the string says.
 */
final class Addresses {

	private Addresses() {
	}

	/**
	 * Checks an address against its own text.
	 */
	static @Nullable String check(String address) {
		return check(address, listenersIn(address));
	}

	private static @Nullable JsonNode listenersIn(String address) {
		if (!address.stripLeading().startsWith("{")) {
			return null;
		}
		return JsonMapper.shared().readTree(address).path("Endpoints");
	}

	/**
	 * Checks an address against the listeners it should have.
	 * @param expected the listeners by name; null: the string is not JSON
	 */
	static @Nullable String check(String address, @Nullable JsonNode expected) {
		FabricEndpoint endpoint = NamingJson.endpoint(EndpointKind.STATELESS, address);
		if (!endpoint.address().equals(address)) {
			return "the raw address became '" + endpoint.address() + "'";
		}
		if (expected == null || expected.isNull()) {
			boolean url = address.startsWith("http://") || address.startsWith("https://");
			return (endpoint.routable() == url) ? null : "'" + address + "' is routable: " + endpoint.routable();
		}
		List<String> names = new ArrayList<>();
		for (var entry : expected.properties()) {
			names.add(entry.getKey());
			String text = entry.getValue().asString();
			var listener = endpoint.listeners().get(entry.getKey());
			if (listener == null || !listener.text().equals(text)) {
				return "listener '" + entry.getKey() + "' is " + listener + " instead of " + text;
			}
			boolean url = text.startsWith("http://") || text.startsWith("https://");
			if (listener.http() != url) {
				return "listener '" + entry.getKey() + "' (" + text + ") is called by HTTP: " + listener.http();
			}
		}
		List<String> found = List.copyOf(endpoint.listeners().keySet());
		return found.equals(names) ? null : "listeners are " + found + " instead of " + names;
	}

}
