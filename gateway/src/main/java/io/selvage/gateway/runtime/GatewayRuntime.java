package io.selvage.gateway.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Difference;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.fabric.naming.NamingClient;
import io.selvage.gateway.access.SubscriptionKeys;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.routing.ApiAddress;
import io.selvage.gateway.routing.OperationIndex;
import io.selvage.gateway.routing.RouteEntry;
import io.selvage.gateway.routing.RoutingTable;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.fabric.FabricTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * Serves the catalog: every snapshot becomes a state, which replaces the one before in
 * one step. Requests under way end with what they began with.
 */
public final class GatewayRuntime implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(GatewayRuntime.class);

	private final CurrentState state;

	private final DeploymentInfo deployment;

	private final PlanCompiler plans;

	private final List<BaseUrlRules.Allowed> allowedUrls;

	private final BackendCompiler backends;

	private final ApiCompiler apis;

	private final Runnable served;

	private final Disposable changes;

	GatewayRuntime(RuntimeParts parts, ApiCompiler apis, Catalog catalog, Runnable served) {
		this.served = served;
		this.state = parts.state();
		this.deployment = parts.deployment();
		this.plans = parts.plans();
		this.allowedUrls = parts.allowedUrls();
		this.backends = parts.backends();
		this.apis = apis;
		this.changes = catalog.changes().subscribe(this::serve);
	}

	/**
	 * Returns what requests are looked up in.
	 * @return the current table
	 */
	public RoutingTable table() {
		return this.state.get().table();
	}

	/**
	 * Returns all operations.
	 * @return those of the current state, in the order of the catalog
	 */
	public List<RouteEntry> routes() {
		return this.state.get().routes();
	}

	/**
	 * Returns the backends that can be called.
	 * @return targets of the current state by resource name, in the order of the catalog
	 */
	public Map<String, Target> backends() {
		Map<String, Target> targets = new LinkedHashMap<>();
		this.state.get().backends().byName().values().forEach((backend) -> {
			if (backend.target() != null) {
				targets.put(backend.entity().name(), backend.target());
			}
		});
		return targets;
	}

	/**
	 * Finds a backend that can be called.
	 * @param backendId its resource name
	 * @return the target of the current state; null if there is none or it cannot be used
	 */
	public @Nullable Target backend(String backendId) {
		CompiledBackend backend = this.state.get().backends().find(backendId);
		return (backend != null) ? backend.target() : null;
	}

	/**
	 * Tells why a backend cannot be called.
	 * @param backendId its resource name
	 * @return one sentence; empty if it can be called
	 */
	public String problem(String backendId) {
		CompiledBackend backend = this.state.get().backends().find(backendId);
		return (backend != null) ? backend.problem() : "It is not served.";
	}

	/**
	 * Makes the connections to a backend anew; those of a pool's members as well.
	 * @param backendId its resource name; nothing happens if there is none
	 */
	public void reconnect(String backendId) {
		this.state.get().backends().reconnect(backendId);
	}

	/**
	 * Returns the policy documents that are served.
	 * @return a view of the current snapshot
	 */
	public CatalogPolicies policies() {
		return new CatalogPolicies(this.state.get().snapshot());
	}

	/**
	 * Returns the Service Fabric backends that can be called.
	 * @return the clients of their clusters by target
	 */
	public Map<FabricTarget, NamingClient> fabricBackends() {
		Map<FabricTarget, NamingClient> targets = new LinkedHashMap<>();
		this.state.get().backends().byName().values().forEach((backend) -> {
			if (backend.target() instanceof FabricTarget target && backend.made().cluster() != null) {
				targets.put(target, backend.made().cluster().naming());
			}
		});
		return targets;
	}

	/**
	 * Returns the number of the snapshot that is served.
	 * @return 0 before the first
	 */
	public long revision() {
		return this.state.get().snapshot().revision();
	}

	private void serve(CatalogSnapshot snapshot) {
		synchronized (this.plans) {
			GatewayState before = this.state.get();
			if (snapshot.revision() <= before.snapshot().revision() && before.snapshot() != CatalogSnapshot.EMPTY) {
				return;
			}
			try {
				GatewayState now = next(snapshot, before);
				this.state.set(now);
				this.backends.release(before.backends(), now.backends());
				this.served.run();
			}
			catch (RuntimeException ex) {
				logger.error("Catalog revision {} cannot be served; revision {} stays", snapshot.revision(),
						before.snapshot().revision(), ex);
			}
		}
	}

	/** What a change does not concern is taken over from the state before. */
	private GatewayState next(CatalogSnapshot snapshot, GatewayState before) {
		PlanCompiler.Plans plansNow = this.plans.of(snapshot);
		Difference difference = snapshot.since(before.snapshot());
		Certificates certificates = before.made().certificates().next(snapshot);
		BackendSet backendSet = this.backends.compile(snapshot, certificates, before.backends(), difference);
		Map<String, CompiledApi> apisNow = this.apis.compile(snapshot, plansNow, before.made().apis());
		RoutingTable table = table(snapshot, before, apisNow, certificates, difference);
		BaseUrlRules baseUrls = difference.touches(ResourceType.BACKENDS, ResourceType.APIS)
				? new BaseUrlRules(snapshot, this.allowedUrls) : before.made().baseUrls();
		List<RouteEntry> routes = (table.index() == before.table().index()) ? before.routes() : routes(apisNow);
		GatewayState now = new GatewayState(snapshot, table, routes, backendSet,
				new GatewayState.Made(certificates, apisNow, baseUrls));
		plansNow.keep();
		return now;
	}

	private RoutingTable table(CatalogSnapshot snapshot, GatewayState before, Map<String, CompiledApi> apisNow,
			Certificates certificates, Difference difference) {
		DeploymentInfo place = new DeploymentInfo(this.deployment.serviceName(), this.deployment.region(),
				this.deployment.gatewayId(), this.deployment.isManaged(), this.deployment.instanceId(),
				certificates.all());
		SubscriptionKeys keys = difference.touches(ResourceType.SUBSCRIPTIONS)
				? SubscriptionKeys.of(snapshot.subscriptions()) : before.table().keys();
		boolean same = !difference.touches(ResourceType.VERSION_SETS) && sameObjects(apisNow, before.made().apis());
		return new RoutingTable(same ? before.table().index() : index(snapshot, apisNow), keys, place);
	}

	private static boolean sameObjects(Map<String, CompiledApi> left, Map<String, CompiledApi> right) {
		return left.size() == right.size()
				&& left.entrySet().stream().allMatch((entry) -> right.get(entry.getKey()) == entry.getValue());
	}

	private static OperationIndex<RouteEntry> index(CatalogSnapshot snapshot, Map<String, CompiledApi> apis) {
		OperationIndex.Builder<RouteEntry> index = new OperationIndex.Builder<>();
		for (CompiledApi api : apis.values()) {
			ApiAddress address = ApiCompiler.address(api.entity(), snapshot);
			if (address != null) {
				index.add(address, api.operations());
			}
		}
		return index.build();
	}

	private static List<RouteEntry> routes(Map<String, CompiledApi> apis) {
		List<RouteEntry> routes = new ArrayList<>();
		apis.values().forEach((api) -> api.entries().forEach((part) -> routes.add(part.entry())));
		return List.copyOf(routes);
	}

	@Override
	public void close() {
		this.changes.dispose();
		this.backends.release(this.state.get().backends(), BackendSet.EMPTY);
	}

}
