package io.selvage.gateway.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Difference;
import io.selvage.catalog.entity.Backend;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.forward.HttpClientRegistry;
import io.selvage.gateway.forward.TransportSpec;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.SingleTarget;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.breaker.Breakers;
import io.selvage.gateway.target.fabric.FabricBackend;
import io.selvage.gateway.target.fabric.FabricTarget;
import io.selvage.gateway.target.pool.PoolMember;
import io.selvage.gateway.target.pool.PoolTarget;
import org.jspecify.annotations.Nullable;

/**
 * Makes targets of backend entities. A target whose entity and parts are the same as
 * before is taken over with its connections, circuit and memory of dead endpoints.
 */
final class BackendCompiler {

	private final HttpClientRegistry clients;

	private final FabricClusters clusters;

	private final Breakers breakers;

	private final RuntimeParts.TargetSettings settings;

	BackendCompiler(HttpClientRegistry clients, FabricClusters clusters, Breakers breakers,
			RuntimeParts.TargetSettings settings) {
		this.clients = clients;
		this.clusters = clusters;
		this.breakers = breakers;
		this.settings = settings;
	}

	/**
	 * Compiles the backends of a snapshot.
	 * @param snapshot the snapshot
	 * @param certificates its certificates
	 * @param before the backends of the state before
	 * @param difference what differs from the snapshot of that state
	 * @return the backends; the same object if nothing they are made of differs
	 */
	BackendSet compile(CatalogSnapshot snapshot, Certificates certificates, BackendSet before, Difference difference) {
		boolean others = difference.touches(ResourceType.NAMED_VALUES, ResourceType.CERTIFICATES);
		if (!others && !difference.touches(ResourceType.BACKENDS)) {
			return before;
		}
		return new Run(snapshot, certificates, before, others).compile();
	}

	/**
	 * Releases what only earlier backends used.
	 * @param before the backends before
	 * @param now the backends now
	 */
	void release(BackendSet before, BackendSet now) {
		if (before == now) {
			return;
		}
		before.transportsNotIn(now).forEach(BackendTransport::close);
		this.clusters.retain(now.clusters());
		Set<String> names = new HashSet<>();
		now.byName().values().forEach((backend) -> names.add(backend.entity().name()));
		this.breakers.retain(names);
	}

	/**
	 * One compilation.
	 */
	private final class Run {

		private final CatalogSnapshot snapshot;

		private final Certificates certificates;

		private final BackendSet before;

		/** Whether something that backends refer to differs. */
		private final boolean othersDiffer;

		private final Map<String, CompiledBackend> done = new LinkedHashMap<>();

		Run(CatalogSnapshot snapshot, Certificates certificates, BackendSet before, boolean othersDiffer) {
			this.snapshot = snapshot;
			this.certificates = certificates;
			this.before = before;
			this.othersDiffer = othersDiffer;
		}

		BackendSet compile() {
			for (Backend backend : this.snapshot.backends()) {
				one(backend);
			}
			return BackendSet.of(this.done.values());
		}

		private CompiledBackend one(Backend backend) {
			String key = backend.name().toLowerCase(Locale.ROOT);
			CompiledBackend known = this.done.get(key);
			if (known != null) {
				return known;
			}
			CompiledBackend compiled;
			try {
				compiled = make(backend, this.before.find(key));
			}
			catch (UnusableException ex) {
				compiled = CompiledBackend.unusable(backend, ex.reason());
			}
			catch (IllegalArgumentException ex) {
				compiled = CompiledBackend.unusable(backend, String.valueOf(ex.getMessage()));
			}
			this.done.put(key, compiled);
			return compiled;
		}

		private CompiledBackend make(Backend backend, @Nullable CompiledBackend old) {
			if (old != null && old.entity() == backend && !this.othersDiffer && !(backend instanceof Backend.Pool)) {
				return old;
			}
			if (backend instanceof Backend.Single single) {
				return single(single, old);
			}
			return (backend instanceof Backend.Pool pool) ? pool(pool, old)
					: fabric((Backend.ServiceFabric) backend, old);
		}

		private CompiledBackend single(Backend.Single backend, @Nullable CompiledBackend old) {
			TransportSpec spec = TransportSpecs.of(backend.name(), backend.connection(), this.snapshot,
					this.certificates, BackendCompiler.this.settings.identities());
			MessageUrl url = MessageUrl.parse(NamedValueText.resolve(backend.url(), this.snapshot));
			if (old != null && old.entity() == backend && spec.equals(old.made().spec())
					&& !backend.url().contains("{{")) {
				return old;
			}
			BackendTransport transport = transport(spec, old);
			Endpoint endpoint = new Endpoint(url, url.origin(), transport, Endpoint.FORWARD_REQUEST);
			Target target = new SingleTarget(endpoint,
					BackendCompiler.this.breakers.of(backend.name(), backend.circuitBreaker()));
			return new CompiledBackend(backend, new CompiledBackend.Parts(spec, transport, null, List.of(), null),
					target, "");
		}

		private BackendTransport transport(TransportSpec spec, @Nullable CompiledBackend old) {
			return (old != null && old.made().transport() != null && spec.equals(old.made().spec()))
					? old.made().transport() : BackendCompiler.this.clients.transport(spec);
		}

		private CompiledBackend fabric(Backend.ServiceFabric backend, @Nullable CompiledBackend old) {
			TransportSpec spec = TransportSpecs.of(backend.name(), backend.connection(), this.snapshot,
					this.certificates, BackendCompiler.this.settings.identities());
			FabricCluster cluster = BackendCompiler.this.clusters.of(backend.name(), resolved(backend.cluster()),
					this.certificates);
			if (old != null && old.entity() == backend && spec.equals(old.made().spec())
					&& cluster == old.made().cluster() && !backend.serviceName().contains("{{")) {
				return old;
			}
			BackendTransport transport = transport(spec, old);
			Ejections ejections = (old != null && old.made().ejections() != null) ? old.made().ejections()
					: ejections();
			Target target = new FabricTarget(description(backend, transport), cluster.resolver(),
					BackendCompiler.this.breakers.of(backend.name(), backend.circuitBreaker()), ejections,
					BackendCompiler.this.settings.fabric());
			return new CompiledBackend(backend,
					new CompiledBackend.Parts(spec, transport, cluster, List.of(), ejections), target, "");
		}

		private io.selvage.catalog.entity.FabricCluster resolved(io.selvage.catalog.entity.FabricCluster cluster) {
			return new io.selvage.catalog.entity.FabricCluster(
					NamedValueText.resolve(cluster.managementEndpoints(), this.snapshot), cluster.clientCertificate(),
					cluster.maxPartitionResolutionRetries(),
					NamedValueText.resolve(cluster.serverThumbprints(), this.snapshot), cluster.serverNames());
		}

		private FabricBackend description(Backend.ServiceFabric backend, BackendTransport transport) {
			io.selvage.catalog.entity.FabricCluster cluster = backend.cluster();
			String resourceId = backend.info().resourceId();
			Integer retries = cluster.maxPartitionResolutionRetries();
			String service = NamedValueText.resolve(backend.serviceName(), this.snapshot);
			return new FabricBackend(backend.name(), transport,
					service.isBlank() ? null : FabricServiceName.of(service), (resourceId != null) ? resourceId : "",
					cluster.managementEndpoints(),
					(retries != null) ? retries : FabricBackend.DEFAULT_RESOLUTION_RETRIES);
		}

		private Ejections ejections() {
			return new Ejections(BackendCompiler.this.settings.ejection(), System::nanoTime);
		}

		private CompiledBackend pool(Backend.Pool backend, @Nullable CompiledBackend old) {
			List<PoolMember> members = new ArrayList<>();
			List<Target> targets = new ArrayList<>();
			for (io.selvage.catalog.entity.PoolMember member : backend.members()) {
				Backend entity = this.snapshot.backend(member.backend());
				if (entity instanceof Backend.Pool) {
					throw new UnusableException("The member '" + member.backend() + "' of the pool '" + backend.name()
							+ "' is a pool; a pool can't be a member of a pool");
				}
				CompiledBackend compiled = (entity != null) ? one(entity) : null;
				Target target = (compiled != null) ? compiled.target() : null;
				if (target != null) {
					targets.add(target);
					members.add(new PoolMember(target,
							Objects.requireNonNullElse(member.weight(), PoolMember.DEFAULT_WEIGHT),
							Objects.requireNonNullElse(member.priority(), PoolMember.DEFAULT_PRIORITY)));
				}
			}
			if (members.isEmpty()) {
				throw new UnusableException("No member of the pool '" + backend.name() + "' can be used");
			}
			if (old != null && old.entity() == backend && sameObjects(targets, old.made().members())) {
				return old;
			}
			Ejections ejections = (old != null && old.made().ejections() != null) ? old.made().ejections()
					: ejections();
			Target target = new PoolTarget(backend.name(), members, ejections,
					(backend.sessionAffinity() != null) ? backend.sessionAffinity().cookieName() : null,
					backend.failureStatus());
			return new CompiledBackend(backend, new CompiledBackend.Parts(null, null, null, targets, ejections), target,
					"");
		}

		private static boolean sameObjects(List<Target> left, List<Target> right) {
			if (left.size() != right.size()) {
				return false;
			}
			for (int i = 0; i < left.size(); i++) {
				if (left.get(i) != right.get(i)) {
					return false;
				}
			}
			return true;
		}

	}

}
