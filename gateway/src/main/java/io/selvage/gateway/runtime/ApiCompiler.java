package io.selvage.gateway.runtime;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.ApiSchema;
import io.selvage.catalog.entity.Operation;
import io.selvage.catalog.entity.Product;
import io.selvage.catalog.entity.VersionSet;
import io.selvage.gateway.access.AccessRule;
import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.ProductInfo;
import io.selvage.gateway.metrics.GatewayMeters;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.routing.ApiAddress;
import io.selvage.gateway.routing.CatalogRouteLocator;
import io.selvage.gateway.routing.OperationIndex;
import io.selvage.gateway.routing.RouteEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;

/**
 * Makes the operations of APIs. What did not change is taken over: the entry of an
 * operation whose entity and plans are the same objects, and the whole tree of an API all
 * of whose entries are.
 */
final class ApiCompiler {

	private static final String HOST = "catalog";

	/** Names what matched no operation, in metrics and routes. */
	private static final String NO_OPERATION = "-";

	private static final URI ROUTE_URI = URI.create(CatalogRouteLocator.SCHEME + "://" + HOST + ":1");

	private final RouteFilters filters;

	private final GatewayMeters meters;

	ApiCompiler(RouteFilters filters, GatewayMeters meters) {
		this.filters = filters;
		this.meters = meters;
	}

	/**
	 * Compiles the APIs of a snapshot.
	 * @param snapshot the snapshot
	 * @param plans gives the plans of operations
	 * @param before the APIs of the state before
	 * @return by resource name
	 */
	Map<String, CompiledApi> compile(CatalogSnapshot snapshot, PlanCompiler.Plans plans,
			Map<String, CompiledApi> before) {
		Map<String, CompiledApi> apis = new LinkedHashMap<>();
		for (Api api : snapshot.apis()) {
			CompiledApi old = before.get(api.name());
			apis.put(api.name(), (old == null || plans.isAffected(api)) ? one(api, snapshot, plans, old) : old);
		}
		return apis;
	}

	private CompiledApi one(Api api, CatalogSnapshot snapshot, PlanCompiler.Plans plans, @Nullable CompiledApi old) {
		List<Product> products = snapshot.productsOf(api.revision().apiId());
		AccessRule fresh = new AccessRule(info(api, snapshot), api.access().subscriptionRequired(),
				infos(products, snapshot));
		List<ApiSchema> schemas = List.copyOf(snapshot.schemas(api.name()));
		CompiledApi known = (old != null && old.entity() == api && old.schemas().equals(schemas)
				&& same(old.access(), fresh)) ? old : null;
		AccessRule access = (known != null) ? known.access() : fresh;
		List<CompiledApi.Part> parts = new ArrayList<>();
		Map<Operation, RouteEntry> taken = (known != null) ? entries(known) : Map.of();
		ContractReader contracts = new ContractReader(schemas);
		boolean changed = false;
		for (Operation operation : Handshake.operations(api, snapshot)) {
			PolicyPlan plan = plans.of(api, operation, null);
			Map<String, PolicyPlan> productPlans = new LinkedHashMap<>();
			products.forEach((product) -> productPlans.put(product.name(), plans.of(api, operation, product)));
			RouteEntry entry = taken.get(operation);
			if (entry == null || entry.plan() != plan || !sameObjects(entry.productPlans(), productPlans)) {
				entry = entry(operation.api(), access, info(operation, contracts), plan, productPlans);
				changed = true;
			}
			parts.add(new CompiledApi.Part(operation, entry));
		}
		PolicyPlan planOfRest = plans.of(api, null, null);
		if (known != null && !changed && parts.size() == known.entries().size() && known.rest().plan() == planOfRest) {
			return known;
		}
		OperationIndex.ApiOperations<RouteEntry> operations = new OperationIndex.ApiOperations<>();
		parts.forEach((part) -> operations.add(part.source().match().method(), part.source().match().urlTemplate(),
				part.entry()));
		RouteEntry rest = rest(api, access, planOfRest);
		operations.rest(rest);
		return new CompiledApi(api, schemas, access, List.copyOf(parts), rest, operations);
	}

	private static Map<Operation, RouteEntry> entries(CompiledApi api) {
		Map<Operation, RouteEntry> entries = new IdentityHashMap<>();
		api.entries().forEach((part) -> entries.put(part.source(), part.entry()));
		return entries;
	}

	private static boolean sameObjects(Map<String, PolicyPlan> left, Map<String, PolicyPlan> right) {
		if (!left.keySet().equals(right.keySet())) {
			return false;
		}
		return left.entrySet().stream().allMatch((entry) -> right.get(entry.getKey()) == entry.getValue());
	}

	private static boolean same(AccessRule left, AccessRule right) {
		return left.required() == right.required() && left.products().equals(right.products())
				&& String.valueOf(left.api().serviceUrl()).equals(String.valueOf(right.api().serviceUrl()));
	}

	private static List<ProductInfo> infos(List<Product> products, CatalogSnapshot snapshot) {
		return products.stream()
			.map((product) -> new ProductInfo(product.name(), product.displayName(), product.approvalRequired(),
					product.subscriptionRequired(), product.subscriptionsLimit(), product.published(),
					snapshot.apisOf(product.name())))
			.toList();
	}

	/** What serves requests for the API that match no operation: its on-error section. */
	private RouteEntry rest(Api owner, AccessRule access, PolicyPlan plan) {
		return entry(owner.name(), access, OperationInfo.NONE, plan, Map.of());
	}

	private RouteEntry entry(String owner, AccessRule access, OperationInfo info, PolicyPlan plan,
			Map<String, PolicyPlan> products) {
		ApiInfo api = access.api();
		String name = (info == OperationInfo.NONE) ? NO_OPERATION : info.id();
		Route route = Route.async()
			.id(owner + "/" + name)
			.uri(ROUTE_URI)
			.predicate((exchange) -> false)
			.metadata("api", api.id())
			.metadata("operation", name)
			.metadata("method", info.method())
			.metadata("path", "/" + api.path() + info.urlTemplate())
			.replaceFilters(this.filters.ofRoute())
			.build();
		return new RouteEntry(route, this.filters.chain(), api, info, access, this.meters.operation(api.id(), name),
				plan, Map.copyOf(products));
	}

	static OperationInfo info(Operation operation, ContractReader contracts) {
		Operation.Match match = operation.match();
		return new OperationInfo(operation.name(), match.method(), operation.displayName(), match.urlTemplate(),
				contracts.read(operation));
	}

	static ApiInfo info(Api api, CatalogSnapshot snapshot) {
		Api.Address address = api.address();
		return new ApiInfo(api.revision().apiId(), api.displayName(), address.path(), api.revision().number(),
				address.version(), api.revision().isCurrent(), serviceUrl(api, snapshot), Handshake.protocols(api),
				api.access().keyHeader(), api.access().keyQuery());
	}

	private static @Nullable MessageUrl serviceUrl(Api api, CatalogSnapshot snapshot) {
		String url = api.serviceUrl();
		if (url == null || url.isBlank()) {
			return null;
		}
		try {
			return MessageUrl.parse(NamedValueText.resolve(url, snapshot));
		}
		catch (UnusableException | IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Returns where requests for an API are recognised.
	 * @param api the API
	 * @param snapshot where its version set is found
	 * @return the address; null if it has a version, but nothing says where requests name
	 * it: then none is meant for it
	 */
	static @Nullable ApiAddress address(Api api, CatalogSnapshot snapshot) {
		if (api.address().version() != null && versionSet(api, snapshot) == null) {
			return null;
		}
		return new ApiAddress(api.address().path(), version(api, snapshot), api.revision().number(),
				api.revision().isCurrent());
	}

	private static @Nullable VersionSet versionSet(Api api, CatalogSnapshot snapshot) {
		String name = api.address().versionSet();
		VersionSet set = (name != null) ? snapshot.versionSet(name) : null;
		return (set != null) ? set : api.address().ownVersionSet();
	}

	private static ApiAddress.@Nullable Version version(Api api, CatalogSnapshot snapshot) {
		String version = api.address().version();
		VersionSet set = versionSet(api, snapshot);
		if (version == null || set == null) {
			return null;
		}
		ApiAddress.Scheme scheme = switch (set.scheme()) {
			case SEGMENT -> ApiAddress.Scheme.SEGMENT;
			case HEADER -> ApiAddress.Scheme.HEADER;
			case QUERY -> ApiAddress.Scheme.QUERY;
		};
		return new ApiAddress.Version(scheme, (set.parameter() != null) ? set.parameter() : "", version);
	}

}
