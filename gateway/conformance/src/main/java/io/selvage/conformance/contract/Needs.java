package io.selvage.conformance.contract;

import java.util.Base64;
import java.util.Map;

import io.selvage.catalog.resource.Origin;
import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.References;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.ValueType;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes what a resource needs to be accepted: vectors refer to parents, members of pools,
 * named values and others that are not among them. What is there already is left alone.
 */
final class Needs {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final String VERSION = "?api-version=2024-05-01";

	/** Is made once: keys are expensive. */
	private static final String PFX = Base64.getEncoder()
		.encodeToString(CertificateIdentity.selfSigned(CertificateRequest.of("vector.example")).pfx("vector"));

	private final ManagedGateway gateway;

	Needs(ManagedGateway gateway) {
		this.gateway = gateway;
	}

	/** Puts what the resource of a body lies below and refers to. */
	void of(ResourceId id, JsonNode body) {
		ResourceId parent = id.parent();
		if (parent != null) {
			make(parent);
		}
		Resource resource = ResourceReader.read(id, body, Origin.REQUEST).resource();
		References references = References.of(resource);
		for (ResourceId needed : references.resources()) {
			if (!needed.equals(id)) {
				make(needed);
			}
		}
		references.namedValues().forEach(this::namedValue);
		ResourceId scope = ResourceId.parse(resource.property("scope").asString(""));
		if (scope != null && id.type() == ResourceType.SUBSCRIPTIONS) {
			make(scope);
		}
	}

	/** Puts a resource of any kind, unless it is there. */
	void make(ResourceId id) {
		String path = ManagedGateway.SERVICE + id.path() + VERSION;
		if (this.gateway.call("GET", path, null, Map.of()).status() == 200) {
			return;
		}
		ObjectNode body = minimal(id);
		of(id, body);
		ManagedGateway.Answer answer = this.gateway.call("PUT", path, body, Map.of());
		if (answer.status() != 201) {
			throw new IllegalStateException("What the vector needs cannot be made: " + id + ": " + answer);
		}
	}

	private void namedValue(String displayName) {
		String list = ManagedGateway.SERVICE + "/namedValues" + VERSION + "&$filter=displayName%20eq%20'" + displayName
				+ "'";
		if (this.gateway.call("GET", list, null, Map.of()).body().path("count").asInt() > 0) {
			return;
		}
		ObjectNode body = NODES.objectNode();
		body.putObject("properties").put("displayName", displayName).put("value", "1");
		this.gateway.call("PUT", ManagedGateway.SERVICE + "/namedValues/needed-" + displayName + VERSION, body,
				Map.of());
	}

	/**
	 * The smallest body of a type that is accepted: what its schema requires.
	 */
	static ObjectNode minimal(ResourceId id) {
		ObjectNode body = NODES.objectNode();
		ObjectNode properties = body.putObject("properties");
		for (Property property : id.type().schema().properties()) {
			if (property.is(Property.Trait.REQUIRED)) {
				properties.set(property.name(), value(property, id.name()));
			}
		}
		switch (id.type().collection()) {
			case "apis" -> {
				if (!id.type().isLink()) {
					properties.put("path", id.name().replaceAll("[^A-Za-z0-9]", "-"));
				}
			}
			case "operations" -> properties.put("urlTemplate", "/" + id.name().replaceAll("[^A-Za-z0-9]", "-"));
			case "backends" -> properties.put("url", "https://needed.example").put("protocol", "http");
			case "namedValues" -> properties.put("value", "1");
			case "certificates" -> certificate(properties);
			case "policies" -> properties.put("value", "<policies><inbound /></policies>");
			case "policyFragments" -> properties.put("value", "<fragment />");
			case "subscriptions" -> properties.put("scope", "/apis");
			case "loggers" -> properties.put("loggerType", "azureMonitor");
			case "releases" -> {
				ResourceId api = id.parent();
				properties.put("apiId", (api != null) ? api.path() : "");
			}
			default -> {
				// What the schema requires will do.
			}
		}
		return body;
	}

	static void certificate(ObjectNode properties) {
		properties.put("data", PFX).put("password", "vector");
	}

	private static JsonNode value(Property property, String name) {
		if (!property.bounds().values().isEmpty()) {
			return NODES.stringNode(property.bounds().values().get(0));
		}
		if (property.type() instanceof ValueType.ListOf) {
			return NODES.arrayNode();
		}
		return (property.reference() != null) ? NODES.stringNode("/" + property.reference() + "/needed")
				: NODES.stringNode(name.replaceAll("[^A-Za-z0-9-._]", "-"));
	}

}
