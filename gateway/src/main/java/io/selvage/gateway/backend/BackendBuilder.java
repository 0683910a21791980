package io.selvage.gateway.backend;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.Backend;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.cluster.FabricClusterSettings;
import io.selvage.gateway.certificate.CertificateStore;
import io.selvage.gateway.certificate.UnusableCertificateException;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.forward.TransportSpec;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.SingleTarget;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.UnusableTarget;
import io.selvage.gateway.target.fabric.FabricBackend;
import io.selvage.gateway.target.fabric.FabricTarget;
import io.selvage.gateway.target.pool.PoolMember;
import io.selvage.gateway.target.pool.PoolTarget;
import org.jspecify.annotations.Nullable;

/**
 * Builds the targets of one snapshot out of those of the one before: what did not change
 * is kept with its connections, cursors and ejections.
 */
final class BackendBuilder {

	private final BackendInfrastructure infrastructure;

	private final CatalogSnapshot snapshot;

	private final Map<String, BuiltBackend> before;

	private final Map<String, BuiltBackend> built = new LinkedHashMap<>();

	private final Map<String, String> problems = new LinkedHashMap<>();

	private final Set<FabricClusterSettings> clusters = new HashSet<>();

	private final NamedValueText text;

	private final TransportSpecs transports;

	private final ClusterSpecs clusterSpecs;

	BackendBuilder(BackendInfrastructure infrastructure, CatalogSnapshot snapshot, CertificateStore certificates,
			Map<String, BuiltBackend> before) {
		this.infrastructure = infrastructure;
		this.snapshot = snapshot;
		this.before = before;
		this.text = new NamedValueText(snapshot);
		this.transports = new TransportSpecs(this.text, certificates);
		this.clusterSpecs = new ClusterSpecs(this.text, certificates, infrastructure.settings());
	}

	BackendBuilder build() {
		for (Backend backend : this.snapshot.backends()) {
			if (!(backend instanceof Backend.Pool)) {
				put(backend);
			}
		}
		for (Backend backend : this.snapshot.backends()) {
			if (backend instanceof Backend.Pool) {
				put(backend);
			}
		}
		return this;
	}

	private void put(Backend backend) {
		String key = key(backend.name());
		try {
			this.built.put(key, one(backend, this.before.get(key)));
		}
		catch (UnusableBackendException | UnusableCertificateException | IllegalArgumentException unusable) {
			String problem = "Backend '" + backend.name() + "' cannot be used: " + unusable.getMessage();
			this.problems.put(backend.name(), problem);
			this.built.put(key,
					new BuiltBackend(backend, List.of(), new UnusableTarget(backend.name(), problem), null));
		}
	}

	private BuiltBackend one(Backend backend, @Nullable BuiltBackend known) {
		if (backend instanceof Backend.Single single) {
			return single(single, known);
		}
		return (backend instanceof Backend.ServiceFabric fabric) ? fabric(fabric, known)
				: pool((Backend.Pool) backend, known);
	}

	private BuiltBackend single(Backend.Single backend, @Nullable BuiltBackend known) {
		MessageUrl url = MessageUrl.parse(this.text.expand(backend.url()));
		TransportSpec spec = this.transports.of(backend.name(), backend.connection());
		List<Object> inputs = List.of(spec, url.toString());
		if (known != null && known.isFor(backend, inputs)) {
			return known;
		}
		BackendTransport transport = transport(spec, known);
		Endpoint endpoint = new Endpoint(url, url.origin(), transport, Endpoint.FORWARD_REQUEST);
		return new BuiltBackend(backend, inputs,
				new SingleTarget(endpoint, this.infrastructure.breakers().of(backend.name(), backend.circuitBreaker())),
				transport);
	}

	private BuiltBackend fabric(Backend.ServiceFabric backend, @Nullable BuiltBackend known) {
		TransportSpec spec = this.transports.of(backend.name(), backend.connection());
		FabricClusterSettings cluster = this.clusterSpecs.of(backend.cluster());
		this.clusters.add(cluster);
		FabricServiceName service = serviceName(this.text.expand(backend.serviceName()));
		List<Object> inputs = List.of(spec, cluster, (service != null) ? service : "");
		if (known != null && known.isFor(backend, inputs)) {
			return known;
		}
		BackendTransport transport = transport(spec, known);
		FabricTarget target = new FabricTarget(description(backend, service, transport),
				this.infrastructure.clusters().get(cluster).resolver(),
				this.infrastructure.breakers().of(backend.name(), backend.circuitBreaker()), ejections(),
				this.infrastructure.settings().fabric());
		return new BuiltBackend(backend, inputs, target, transport);
	}

	private static FabricBackend description(Backend.ServiceFabric backend, @Nullable FabricServiceName service,
			BackendTransport transport) {
		List<String> endpoints = backend.cluster().managementEndpoints();
		String resourceId = backend.info().resourceId();
		Integer retries = backend.cluster().maxPartitionResolutionRetries();
		return new FabricBackend(backend.name(), transport, service,
				(resourceId != null) ? resourceId : endpoints.get(0), endpoints,
				(retries != null) ? retries : FabricBackend.DEFAULT_RESOLUTION_RETRIES);
	}

	/**
	 * A backend for services that only policies name has a made-up URL or just the
	 * scheme.
	 */
	private static @Nullable FabricServiceName serviceName(String url) {
		String name = url.trim();
		return name.equalsIgnoreCase("fabric:") || name.equalsIgnoreCase(FABRIC_ROOT) ? null
				: FabricServiceName.of(name);
	}

	private static final String FABRIC_ROOT = "fabric:/";

	private BuiltBackend pool(Backend.Pool backend, @Nullable BuiltBackend known) {
		List<PoolMember> members = backend.members().stream().map(this::member).toList();
		List<Object> inputs = List.copyOf(members);
		if (known != null && known.isFor(backend, inputs)) {
			return known;
		}
		String cookie = (backend.sessionAffinity() != null) ? backend.sessionAffinity().cookieName() : null;
		return new BuiltBackend(backend, inputs,
				new PoolTarget(backend.name(), members, ejections(), cookie, backend.failureStatus()), null);
	}

	private PoolMember member(io.selvage.catalog.entity.PoolMember member) {
		BuiltBackend found = this.built.get(key(member.backend()));
		if (found == null) {
			throw new UnusableBackendException("its member '" + member.backend() + "' does not exist");
		}
		if (found.target() instanceof PoolTarget) {
			throw new UnusableBackendException("its member '" + member.backend() + "' is a pool itself");
		}
		return new PoolMember(found.target(), Objects.requireNonNullElse(member.weight(), PoolMember.DEFAULT_WEIGHT),
				Objects.requireNonNullElse(member.priority(), PoolMember.DEFAULT_PRIORITY));
	}

	private BackendTransport transport(TransportSpec spec, @Nullable BuiltBackend known) {
		BackendTransport kept = (known != null && known.inputs().contains(spec)) ? known.transport() : null;
		return (kept != null) ? kept : this.infrastructure.transports().apply(spec);
	}

	private Ejections ejections() {
		return new Ejections(this.infrastructure.settings().ejection(), System::nanoTime);
	}

	Map<String, BuiltBackend> built() {
		return this.built;
	}

	Map<String, String> problems() {
		return this.problems;
	}

	Set<FabricClusterSettings> clusters() {
		return this.clusters;
	}

	Set<String> names() {
		return new HashSet<>(new HashMap<>(this.built).values().stream().map((one) -> one.backend().name()).toList());
	}

	static String key(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
