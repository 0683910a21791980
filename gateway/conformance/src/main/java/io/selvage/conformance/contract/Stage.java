package io.selvage.conformance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.conformance.contract.ManagedGateway.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the catalog into the state an answer was given in: every resource of the answer
 * is put with what the answer says of it.
 */
final class Stage {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final ManagedGateway gateway;

	private final Needs needs;

	Stage(ManagedGateway gateway) {
		this.gateway = gateway;
		this.needs = new Needs(gateway);
	}

	/**
	 * A resource of an answer.
	 *
	 * @param id what it is put as
	 * @param below the resource whose list the answer is, if that is not the parent of
	 * the resource
	 * @param answered what the answer says
	 */
	record Cast(ResourceId id, @Nullable ResourceId below, JsonNode answered) {
	}

	Needs needs() {
		return this.needs;
	}

	/**
	 * Finds out what resource an answer is about. Recorded answers give resources of a
	 * nested type the id of what they refer to ({@code type: apis/products} with the id
	 * of a product), or only the last part of their own.
	 * @return null if its type is not known
	 */
	static @Nullable Cast cast(JsonNode answered) {
		String type = answered.path("type").asString("");
		String name = answered.path("name").asString("");
		String relative = type.startsWith(ResourceType.ARM_PREFIX) ? type.substring(ResourceType.ARM_PREFIX.length())
				: "";
		String path = answered.path("id").asString("");
		ResourceId named = ResourceId.parse(path);
		Cast referred = (named == null) ? referred(path, answered) : null;
		if (referred != null) {
			return referred;
		}
		if (named != null && named.type().path().equalsIgnoreCase(relative)) {
			return new Cast(named, null, answered);
		}
		String[] collections = relative.split("/");
		ResourceId id = null;
		for (int i = 0; i < collections.length; i++) {
			ResourceType found = ResourceType.find((id != null) ? id.type() : null, collections[i]);
			if (found == null) {
				return (named != null && i == collections.length - 1
						&& named.type().collection().equalsIgnoreCase(collections[i])) ? new Cast(named, id, answered)
								: null;
			}
			String part = (i == collections.length - 1) ? name : "needed";
			id = (id != null) ? id.child(collections[i], part) : ResourceId.of(found, part);
		}
		return (id != null) ? new Cast(id, null, answered) : null;
	}

	/** {@code apis/a/products/p} is the product p, seen from the API a. */
	private static @Nullable Cast referred(String path, JsonNode answered) {
		String[] segments = path.split("/");
		if (segments.length < 4) {
			return null;
		}
		String above = path.substring(0,
				path.length() - segments[segments.length - 1].length() - segments[segments.length - 2].length() - 2);
		ResourceType type = ResourceType.find(null, segments[segments.length - 2]);
		ResourceId below = ResourceId.parse(above);
		if (type != null && below != null) {
			return new Cast(ResourceId.of(type, segments[segments.length - 1]), below, answered);
		}
		// Deeper still: apis/a/products/p/apis/b belongs to the product.
		int tail = path.indexOf("/products/");
		ResourceId rest = (tail >= 0) ? ResourceId.parse(path.substring(tail)) : null;
		return (rest != null) ? new Cast(rest, null, answered) : null;
	}

	/** Puts a resource as an answer shows it. */
	@Nullable String put(Cast cast, String apiVersion) {
		ResourceId id = cast.id();
		ObjectNode body = NODES.objectNode();
		ObjectNode properties = Needs.minimal(id).withObject("properties");
		cast.answered().path("properties").properties().forEach((property) -> {
			Property known = id.type().schema().find(property.getKey());
			if (!property.getValue().isNull() && (known == null || !known.is(Property.Trait.READ_ONLY))) {
				remove(properties, known);
				properties.set(property.getKey(), property.getValue());
			}
		});
		body.set("properties", id.type().isLink() ? NODES.objectNode() : properties);
		if (id.type().isLink()) {
			target(id, properties, apiVersion);
		}
		ResourceId below = cast.below();
		if (below != null) {
			this.needs.make(below);
		}
		this.needs.of(id, body);
		Answer answer = this.gateway.call("PUT", ManagedGateway.SERVICE + id.path() + "?api-version=" + apiVersion,
				body, Map.of());
		JsonNode refusal = answer.body().at("/error/details/0");
		if (id.type() == ResourceType.APIS && refusal.path("target").asString("").equals("path")
				&& refusal.path("message").asString("").contains("already used")) {
			// The answer has lost what told the two apart.
			((ObjectNode) cast.answered().path("properties")).put("path", id.name());
			return put(cast, apiVersion);
		}
		if (below != null && answer.status() < 300) {
			relate(below, id);
		}
		return (answer.status() < 300) ? null : "PUT of " + id + " answered " + answer;
	}

	/** A value under its older name replaces the one that is there under its newer. */
	private static void remove(ObjectNode properties, @Nullable Property known) {
		if (known != null) {
			properties.remove(known.name());
		}
	}

	/** A link shows what it leads to. */
	private void target(ResourceId link, ObjectNode properties, String apiVersion) {
		ResourceType type = ResourceType.find(null, link.type().collection());
		if (type != null) {
			ResourceId target = ResourceId.of(type, link.name());
			ObjectNode whole = Needs.minimal(target).withObject("properties");
			whole.setAll(properties);
			ObjectNode body = NODES.objectNode();
			body.set("properties", whole);
			this.needs.of(target, body);
			this.gateway.call("PUT", ManagedGateway.SERVICE + target.path() + "?api-version=" + apiVersion, body,
					Map.of());
		}
	}

	/** {@code apis/a/products} lists the products that have a link to the API. */
	private void relate(ResourceId below, ResourceId id) {
		ResourceType link = ResourceType.find(id.type(), below.type().collection());
		if (link != null) {
			this.gateway.call("PUT", ManagedGateway.SERVICE + id.path() + "/" + below.type().collection() + "/"
					+ below.name() + "?api-version=2024-05-01", NODES.objectNode(), Map.of());
		}
	}

	/** Puts all resources of a list, as often as one makes another possible. */
	@Nullable String putAll(List<Cast> casts, String apiVersion) {
		List<Cast> left = new ArrayList<>(casts);
		String refusal = null;
		for (int round = 0; round < casts.size() && !left.isEmpty(); round++) {
			List<Cast> refused = new ArrayList<>();
			for (Cast cast : left) {
				String problem = put(cast, apiVersion);
				if (problem != null) {
					refusal = problem;
					refused.add(cast);
				}
			}
			left = refused;
		}
		return left.isEmpty() ? null : refusal;
	}

}
