package io.selvage.gateway.runtime;

import java.util.List;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.Operation;
import tools.jackson.databind.node.MissingNode;

/**
 * What an API of type {@code websocket} has without being told: the one operation
 * {@code onHandshake}, which Azure API Management makes with the API and whose policies
 * run on the opening handshake.
 */
final class Handshake {

	private static final String NAME = "onHandshake";

	private Handshake() {
	}

	static boolean expected(Api api) {
		return api.type().equalsIgnoreCase("websocket");
	}

	static List<String> protocols(Api api) {
		return expected(api) ? List.of("ws", "wss") : api.address().protocols();
	}

	/**
	 * Returns the operations of an API.
	 * @param api the API
	 * @param snapshot where they are
	 * @return those of the catalog; the handshake for a WebSocket API without any
	 */
	static List<Operation> operations(Api api, CatalogSnapshot snapshot) {
		List<Operation> known = List.copyOf(snapshot.operations(api.name()));
		return (known.isEmpty() && expected(api)) ? List.of(made(api)) : known;
	}

	private static Operation made(Api api) {
		return new Operation(api.name(), NAME, NAME, new Operation.Match("GET", "/*", List.of()),
				MissingNode.getInstance(), MissingNode.getInstance());
	}

}
