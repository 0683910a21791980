package io.selvage.fabric.naming;

import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.ListenerAddress;
import tools.jackson.databind.JsonNode;

/**
 * Reads the address string of a replica. By convention it is JSON, in which
 * {@code Endpoints} maps listener names to addresses; guests may register one bare
 * address; system services and V1 remoting register something of their own; a replica
 * that listens nowhere registers nothing.
 */
final class EndpointAddress {

	private EndpointAddress() {
	}

	static FabricEndpoint read(EndpointKind kind, String address) {
		return new FabricEndpoint(kind, address, listeners(address));
	}

	private static Map<String, ListenerAddress> listeners(String address) {
		String text = address.strip();
		if (!text.startsWith("{")) {
			ListenerAddress bare = ListenerAddress.of(text);
			return bare.routable() ? Map.of("", bare) : Map.of();
		}
		JsonNode endpoints = Fields.tree(text, "the address of a replica").get("Endpoints");
		if (endpoints == null || endpoints.isNull()) {
			return Map.of();
		}
		if (!endpoints.isObject()) {
			throw new FabricException.InvalidAnswer("the address of a replica has no object at Endpoints");
		}
		Map<String, ListenerAddress> listeners = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> listener : endpoints.properties()) {
			if (!listener.getValue().isString()) {
				throw new FabricException.InvalidAnswer("the address of a replica has no text at Endpoints."
						+ (listener.getKey().isEmpty() ? "''" : listener.getKey()));
			}
			listeners.put(listener.getKey(), ListenerAddress.of(listener.getValue().asString()));
		}
		return listeners;
	}

}
