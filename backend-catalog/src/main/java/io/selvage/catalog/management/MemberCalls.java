package io.selvage.catalog.management;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.Product;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Secret;
import io.selvage.catalog.security.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be done with single resources besides the verbs: show a secret, make a new
 * key, list what refers to them, and what the gateway adds.
 */
final class MemberCalls {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final @Nullable ResourceType WORKSPACES = ResourceType.find(null, "workspaces");

	private static final @Nullable ResourceType OPENID_PROVIDERS = ResourceType.find(null, "openidConnectProviders");

	private final ResourceCalls resources;

	private final VaultFacts vaults;

	private final SecureRandom random = new SecureRandom();

	private final Map<String, Member> members = new LinkedHashMap<>();

	MemberCalls(ResourceCalls resources, VaultFacts vaults, List<ResourceAction> actions) {
		this.resources = resources;
		this.vaults = vaults;
		post(ResourceType.NAMED_VALUES, "listValue", Caller.Access.READ_SECRETS, this::listValue);
		post(ResourceType.NAMED_VALUES, "refreshSecret", Caller.Access.WRITE, this::refreshSecret);
		post(ResourceType.CERTIFICATES, "refreshSecret", Caller.Access.WRITE, this::refreshSecret);
		post(ResourceType.SUBSCRIPTIONS, "listSecrets", Caller.Access.READ_SECRETS, this::listSecrets);
		post(ResourceType.SUBSCRIPTIONS, "regeneratePrimaryKey", Caller.Access.WRITE,
				(request, resource) -> regenerate(request, resource, "primaryKey"));
		post(ResourceType.SUBSCRIPTIONS, "regenerateSecondaryKey", Caller.Access.WRITE,
				(request, resource) -> regenerate(request, resource, "secondaryKey"));
		if (OPENID_PROVIDERS != null) {
			post(OPENID_PROVIDERS, "listSecrets", Caller.Access.READ_SECRETS, this::clientSecret);
		}
		post(ResourceType.POLICY_FRAGMENTS, "listReferences", Caller.Access.READ, this::references);
		// A running gateway puts its own in this place, which has connections to close.
		post(ResourceType.BACKENDS, "reconnect", Caller.Access.WRITE,
				(request, resource) -> Mono.just(ManagementAnswer.of(202)));
		post(ResourceType.BACKENDS, "references", Caller.Access.READ, this::references);
		get(ResourceType.APIS, "revisions", this::revisions);
		get(ResourceType.APIS, "products", this::products);
		get(ResourceType.PRODUCTS, "subscriptions", this::subscriptions);
		for (ResourceAction action : actions) {
			post(action.type(), action.name(), action.access(),
					(request, resource) -> perform(action, request, resource));
		}
	}

	/**
	 * Something a resource has or can do.
	 *
	 * @param method the HTTP method
	 * @param type the type of resource
	 * @param name the last segment of the path
	 * @param access what the caller must be allowed to do
	 * @param call does it
	 */
	record Member(String method, ResourceType type, String name, Caller.Access access, Call call) {
	}

	/**
	 * Does something with a resource.
	 */
	@FunctionalInterface
	interface Call {

		Mono<ManagementAnswer> perform(ManagementRequest request, Resource resource);

	}

	private void post(ResourceType type, String name, Caller.Access access, Call call) {
		add("POST", type, name, access, call);
	}

	private void get(ResourceType type, String name, Call call) {
		add("GET", type, name, Caller.Access.READ, call);
	}

	/** What a resource can do, it can do in a workspace, too. */
	private void add(String method, ResourceType type, String name, Caller.Access access, Call call) {
		this.members.put(key(method, type, name), new Member(method, type, name, access, call));
		ResourceType inWorkspace = ResourceType.find(WORKSPACES, type.path());
		if (inWorkspace != null) {
			this.members.put(key(method, inWorkspace, name), new Member(method, inWorkspace, name, access, call));
		}
	}

	private static String key(String method, ResourceType type, String name) {
		return method + " " + type.path() + " " + name.toLowerCase(Locale.ROOT);
	}

	@Nullable Member find(String method, ManagementPath.Place.Member place) {
		return (place.id() == null || place.names().size() != 1) ? null
				: this.members.get(key(method, place.id().type(), place.name()));
	}

	List<Member> all() {
		return List.copyOf(this.members.values());
	}

	Mono<ManagementAnswer> call(Member member, ManagementRequest request, ResourceId id) {
		return member.call().perform(request, this.resources.existing(id));
	}

	/** How it went is said by the answer's {@code lastStatus}. */
	private Mono<ManagementAnswer> refreshSecret(ManagementRequest request, Resource resource) {
		return this.vaults.refresh(resource)
			.then(Mono.fromSupplier(() -> ManagementAnswer.of(200, this.resources.represent(request, resource))
				.with("ETag", this.resources.tag(request, resource))));
	}

	private Mono<ManagementAnswer> listValue(ManagementRequest request, Resource resource) {
		ObjectNode body = NODES.objectNode();
		Secret fetched = this.vaults.value(resource);
		body.put("value", (fetched != null) ? fetched.reveal() : resource.property("value").asString(null));
		return Mono.just(ManagementAnswer.of(200, body).with("ETag", this.resources.tag(resource)));
	}

	private Mono<ManagementAnswer> listSecrets(ManagementRequest request, Resource resource) {
		ObjectNode body = NODES.objectNode();
		body.put("primaryKey", resource.property("primaryKey").asString(null));
		body.put("secondaryKey", resource.property("secondaryKey").asString(null));
		return Mono.just(ManagementAnswer.of(200, body).with("ETag", this.resources.tag(resource)));
	}

	private Mono<ManagementAnswer> clientSecret(ManagementRequest request, Resource resource) {
		ObjectNode body = NODES.objectNode();
		body.put("clientSecret", resource.property("clientSecret").asString(null));
		return Mono.just(ManagementAnswer.of(200, body).with("ETag", this.resources.tag(resource)));
	}

	private Mono<ManagementAnswer> regenerate(ManagementRequest request, Resource resource, String key) {
		if (this.resources.snapshot().layer(resource.id()) == Layer.DIRECTORY) {
			throw new CatalogException(CatalogError.CONFLICT,
					"'" + resource.id().path() + "' comes from the catalog's directory. Change its file.");
		}
		ObjectNode properties = resource.properties();
		properties.put(key, key());
		Changes changes = Changes.to(Layer.STORE).put(new Resource(resource.id(), properties));
		return this.resources.write(request, changes, resource.id()).map((candidate) -> ManagementAnswer.of(204));
	}

	private String key() {
		byte[] bytes = new byte[16];
		this.random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	private Mono<ManagementAnswer> references(ManagementRequest request, Resource resource) {
		ObjectNode body = NODES.objectNode();
		ArrayNode value = body.putArray("value");
		List<ResourceId> users = this.resources.snapshot().usersOf(resource.id());
		users.forEach((user) -> value.addObject().put("id", request.path().service() + user.path()));
		body.put("count", users.size());
		body.put("nextLink", "");
		return Mono.just(ManagementAnswer.of(200, body));
	}

	private Mono<ManagementAnswer> revisions(ManagementRequest request, Resource resource) {
		CatalogSnapshot snapshot = this.resources.snapshot();
		String root = Api.Revision.rootOf(resource.name());
		List<Resource> revisions = new ArrayList<>();
		for (Resource api : snapshot.resources(ResourceType.APIS, null)) {
			if (Api.Revision.rootOf(api.name()).equalsIgnoreCase(root)) {
				revisions.add(api);
			}
		}
		return Mono.just(ManagementAnswer.of(200,
				Listing.page(request, revisions, (api) -> revision(request.path().service(), api))));
	}

	private static JsonNode revision(String service, Resource api) {
		ObjectNode body = NODES.objectNode();
		String number = api.property("apiRevision").asString("1");
		body.put("apiId", service + "/apis/" + Api.Revision.rootOf(api.name()) + Api.Revision.MARK + number);
		body.put("apiRevision", number);
		body.put("description", api.property("apiRevisionDescription").asString(null));
		body.put("isOnline", true);
		body.put("isCurrent", api.property("isCurrent").asBoolean(true));
		body.put("privateUrl", "/" + api.property("path").asString("") + Api.Revision.MARK + number);
		return body;
	}

	private Mono<ManagementAnswer> products(ManagementRequest request, Resource resource) {
		CatalogSnapshot snapshot = this.resources.snapshot();
		List<Resource> products = new ArrayList<>();
		for (Product product : snapshot.productsOf(Api.Revision.rootOf(resource.name()))) {
			Resource found = snapshot.resource(ResourceId.of(ResourceType.PRODUCTS, product.name()));
			if (found != null) {
				products.add(found);
			}
		}
		return Mono.just(ManagementAnswer.of(200, Listing.page(request, products, (product) -> {
			JsonNode shown = this.resources.represent(request, product);
			// Lists of what an API belongs to say from where they were asked.
			((ObjectNode) shown).put("type", ResourceType.APIS.armType() + "/products");
			return shown;
		})));
	}

	private Mono<ManagementAnswer> subscriptions(ManagementRequest request, Resource resource) {
		List<Resource> subscriptions = this.resources.resources(ResourceType.SUBSCRIPTIONS, null)
			.stream()
			.filter((subscription) -> Objects.equals(resource.id(),
					ResourceId.reference(ResourceType.PRODUCTS, subscription.property("scope").asString(""))))
			.toList();
		return listed(request, subscriptions);
	}

	private Mono<ManagementAnswer> listed(ManagementRequest request, List<Resource> list) {
		return Mono.just(ManagementAnswer.of(200,
				Listing.page(request, list, (each) -> this.resources.represent(request, each))));
	}

	private static Mono<ManagementAnswer> perform(ResourceAction action, ManagementRequest request, Resource resource) {
		return action.perform(resource, request.body())
			.map((body) -> ManagementAnswer.of(200, body))
			.defaultIfEmpty(ManagementAnswer.of(202));
	}

}
