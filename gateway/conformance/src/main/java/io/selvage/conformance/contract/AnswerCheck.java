package io.selvage.conformance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.conformance.contract.ManagedGateway.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that a real service gave is given here, too, when the catalog is in the same
 * state: one resource, a list, a secret, the service itself, or that there is no such
 * resource.
 */
final class AnswerCheck {

	private final ManagedGateway gateway;

	private final Stage stage;

	private final ErrorCheck errors;

	AnswerCheck(ManagedGateway gateway, ErrorCheck errors) {
		this.gateway = gateway;
		this.stage = new Stage(gateway);
		this.errors = errors;
	}

	/**
	 * Runs a vector.
	 * @param answered the body of the answer
	 * @param status its status
	 * @param apiVersion in which version it is asked for
	 */
	@Nullable String run(JsonNode answered, int status, String apiVersion) {
		this.gateway.clear();
		if (answered.has("error")) {
			return this.errors.run(answered, status);
		}
		if (answered.path("value").isArray() && answered.path("value").isEmpty()) {
			return emptyLists(answered);
		}
		if (answered.path("value").isArray() || answered.path("resources").isArray()) {
			boolean list = answered.path("value").isArray();
			return several(answered, list ? answered.path("value") : answered.path("resources"), list, apiVersion);
		}
		if (answered.path("value").isString() && answered.size() == 1) {
			return secret(answered.path("value").stringValue());
		}
		if (answered.path("type").asString("").equals("Microsoft.ApiManagement/service")) {
			return service(answered);
		}
		Stage.Cast cast = Stage.cast(answered);
		if (cast == null) {
			return "no resource of a known type: " + answered.path("type");
		}
		String refusal = this.stage.put(cast, apiVersion);
		if (refusal != null) {
			return refusal;
		}
		return (cast.below() != null) ? listed(listPath(cast), List.of(cast), answered, apiVersion)
				: shown(cast, apiVersion);
	}

	private @Nullable String shown(Stage.Cast cast, String apiVersion) {
		Answer answer = this.gateway.call("GET",
				ManagedGateway.SERVICE + cast.id().path() + "?api-version=" + apiVersion, null, Map.of());
		return (answer.status() != 200) ? "GET answered " + answer : same(cast, answer.body());
	}

	private static @Nullable String same(Stage.Cast cast, JsonNode actual) {
		if (!Objects.equals(cast.id(), ResourceId.parse(actual.path("id").asString("")))) {
			return "id is " + actual.path("id");
		}
		// Some recorded answers have been given other names than their ids.
		if (!actual.path("type").asString("").equalsIgnoreCase(cast.answered().path("type").asString())
				|| !actual.path("name").asString("").equals(cast.id().name())) {
			return "type or name is wrong: " + actual.path("type") + " " + actual.path("name");
		}
		ResourceType type = cast.id().type();
		ResourceType target = type.isLink() ? ResourceType.find(null, type.collection()) : null;
		return Expectation.ofAnswered()
			.difference((target != null) ? target : type, actual.path("properties"),
					cast.answered().path("properties"));
	}

	private @Nullable String several(JsonNode answered, JsonNode elements, boolean list, String apiVersion) {
		List<Stage.Cast> casts = new ArrayList<>();
		for (JsonNode element : elements) {
			Stage.Cast cast = Stage.cast(element);
			if (cast == null) {
				return "no resource of a known type: " + element.path("type");
			}
			casts.add(cast);
		}
		String refusal = this.stage.putAll(casts, apiVersion);
		if (refusal != null) {
			return refusal;
		}
		if (!list) {
			return casts.stream()
				.map((cast) -> shown(cast, apiVersion))
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null);
		}
		// A recorded list may hold what its parent has from the service beside its own.
		Map<String, List<Stage.Cast>> places = casts.stream().collect(Collectors.groupingBy(AnswerCheck::listPath));
		for (Map.Entry<String, List<Stage.Cast>> place : places.entrySet()) {
			String difference = listed(place.getKey(), place.getValue(), answered, apiVersion);
			if (difference != null) {
				return difference;
			}
		}
		return null;
	}

	private @Nullable String listed(String path, List<Stage.Cast> casts, JsonNode answered, String apiVersion) {
		Answer page = this.gateway.call("GET", ManagedGateway.SERVICE + path + "?api-version=" + apiVersion, null,
				Map.of());
		return (page.status() != 200) ? "the list answered " + page : samePage(casts, answered, page.body());
	}

	private static String listPath(Stage.Cast cast) {
		ResourceId below = (cast.below() != null) ? cast.below() : cast.id().parent();
		return ((below != null) ? below.path() : "") + "/" + cast.id().type().collection();
	}

	private static @Nullable String samePage(List<Stage.Cast> casts, JsonNode answered, JsonNode page) {
		for (Stage.Cast cast : casts) {
			JsonNode found = null;
			for (JsonNode element : page.path("value")) {
				if (Objects.equals(cast.id(), ResourceId.parse(element.path("id").asString("")))) {
					found = element;
				}
			}
			if (found == null) {
				return cast.id() + " is not in the list";
			}
			String difference = same(cast, found);
			if (difference != null) {
				return cast.id() + ": " + difference;
			}
		}
		// More than was recorded are those that the recorded ones refer to.
		if (page.path("count").asInt() != page.path("value").size() || page.path("count").asInt() < casts.size()) {
			return "count is " + page.path("count");
		}
		return Expectation.plain(page.path("nextLink"),
				answered.path("nextLink").isString() ? answered.path("nextLink") : JsonNodeFactory.instance.nullNode(),
				"nextLink");
	}

	private @Nullable String emptyLists(JsonNode answered) {
		for (ResourceType type : ResourceType.all()) {
			if (type.parent() == null) {
				Answer page = this.gateway.call("GET",
						ManagedGateway.SERVICE + "/" + type.collection() + "?api-version=2024-05-01", null, Map.of());
				String difference = (page.status() != 200) ? "answered " + page
						: Expectation.plain(page.body(), answered, type.collection());
				if (difference != null) {
					return difference;
				}
			}
		}
		return null;
	}

	private @Nullable String secret(String value) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.putObject("properties").put("displayName", "recorded").put("value", value).put("secret", true);
		String path = ManagedGateway.SERVICE + "/namedValues/recorded";
		Answer made = this.gateway.call("PUT", path + "?api-version=2024-05-01", body, Map.of());
		if (made.status() != 201 || made.body().toString().contains(value)) {
			return "PUT of the secret answered " + made.status();
		}
		Answer shown = this.gateway.call("POST", path + "/listValue?api-version=2024-05-01", null, Map.of());
		return (shown.status() != 200) ? "listValue answered " + shown
				: Expectation.plain(shown.body().path("value"), JsonNodeFactory.instance.stringNode(value), "value");
	}

	/** A service has its own facts; they are of the same kind. */
	private @Nullable String service(JsonNode answered) {
		String name = answered.path("name").asString();
		Answer shown = this.gateway.call("GET",
				ManagedGateway.SERVICE.replaceFirst("[^/]+$", name) + "?api-version=2024-05-01", null, Map.of());
		JsonNode body = shown.body();
		if (shown.status() != 200 || !body.path("name").asString("").equals(name)
				|| !body.path("type").equals(answered.path("type"))
				|| !body.at("/properties/provisioningState").asString("").equals("Succeeded")) {
			return "the service answered " + shown;
		}
		for (var member : body.properties()) {
			JsonNode recorded = answered.path(member.getKey());
			if (!recorded.isMissingNode() && recorded.getNodeType() != member.getValue().getNodeType()) {
				return member.getKey() + " is " + member.getValue();
			}
		}
		return null;
	}

}
