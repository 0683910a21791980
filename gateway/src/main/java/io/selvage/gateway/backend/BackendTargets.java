package io.selvage.gateway.backend;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.gateway.attempt.TargetDirectory;
import io.selvage.gateway.certificate.CertificateStore;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.forward.TransportSpec;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.SingleTarget;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.breaker.Breakers;
import org.jspecify.annotations.Nullable;

/**
 * The targets of the current snapshot, replaced as a whole when the catalog changes.
 */
public final class BackendTargets implements TargetDirectory, AutoCloseable {

	private static final int MAX_URLS = 4096;

	private final BackendInfrastructure infrastructure;

	private final Cache<String, BackendTransport> origins = Caffeine.newBuilder().maximumSize(MAX_URLS).build();

	private final Cache<String, Target> urls = Caffeine.newBuilder().maximumSize(MAX_URLS).build();

	private volatile State state;

	/**
	 * Creates an empty directory.
	 * @param transports makes transports
	 * @param clusters opens clusters
	 * @param breakers the circuit breakers
	 * @param settings what entities do not say
	 */
	public BackendTargets(Function<TransportSpec, BackendTransport> transports, FabricCluster.Opener clusters,
			Breakers breakers, BackendSettings settings) {
		this.infrastructure = new BackendInfrastructure(transports, new Clusters(clusters), breakers, settings);
		this.state = new State(Map.of(), Map.of(), new BaseUrlRules(CatalogSnapshot.EMPTY, settings.allowedBaseUrls()));
	}

	/**
	 * Takes over another snapshot.
	 * @param snapshot the snapshot
	 * @param certificates its certificates
	 */
	public synchronized void update(CatalogSnapshot snapshot, CertificateStore certificates) {
		Map<String, BuiltBackend> before = this.state.backends();
		BackendBuilder builder = new BackendBuilder(this.infrastructure, snapshot, certificates, before).build();
		this.state = new State(builder.built(), Map.copyOf(builder.problems()),
				new BaseUrlRules(snapshot, this.infrastructure.settings().allowedBaseUrls()));
		Set<BackendTransport> used = new HashSet<>();
		builder.built().values().forEach((built) -> used.add(built.transport()));
		before.values().forEach((old) -> {
			if (old.transport() != null && !used.contains(old.transport())) {
				old.transport().close();
			}
		});
		this.infrastructure.clusters().retain(builder.clusters());
		this.infrastructure.breakers().retain(builder.names());
	}

	@Override
	public Target find(PolicyExecution execution, @Nullable BackendSelection selection) {
		if (selection instanceof BackendSelection.Entity entity) {
			Target target = find(entity.backendId());
			if (target == null) {
				throw failure("There is no backend '" + entity.backendId() + "'");
			}
			return target;
		}
		if (selection instanceof BackendSelection.BaseUrl base) {
			if (base.computed() && !this.state.rules().allows(base.url())) {
				throw new BackendFailure(BackendError.FORBIDDEN,
						"the computed base URL " + base.url().origin()
								+ " leads to no host of the catalog and matches no allowed base URL")
					.toException(Endpoint.FORWARD_REQUEST);
			}
			return url(base.url());
		}
		MessageUrl service = execution.context().api().serviceUrl();
		if (service == null) {
			throw failure(
					"API '" + execution.context().api().id() + "' has no service URL, and no policy set a backend");
		}
		return url(service);
	}

	/**
	 * Finds the target of an entity.
	 * @param backendId its resource name
	 * @return the target, or null if there is no such backend
	 */
	public @Nullable Target find(String backendId) {
		Map<String, BuiltBackend> backends = this.state.backends();
		BuiltBackend built = backends.get(backendId);
		built = (built != null) ? built : backends.get(BackendBuilder.key(backendId));
		return (built != null) ? built.target() : null;
	}

	/**
	 * Returns the backends that cannot be called as they are configured.
	 * @return why, by resource name
	 */
	public Map<String, String> problems() {
		return this.state.problems();
	}

	private Target url(MessageUrl url) {
		String text = url.toString();
		Target known = this.urls.getIfPresent(text);
		return (known != null) ? known : this.urls.get(text, (key) -> {
			BackendTransport transport = this.origins.get(url.origin(),
					(origin) -> this.infrastructure.transports().apply(TransportSpec.plain(origin)));
			return new SingleTarget(new Endpoint(url, url.origin(), transport, Endpoint.FORWARD_REQUEST), null);
		});
	}

	private static PolicyException failure(String message) {
		LastError error = new LastError(Endpoint.FORWARD_REQUEST, "BackendNotFound", message, null, null, null, null);
		return new PolicyException(error, 500, null);
	}

	@Override
	public synchronized void close() {
		this.infrastructure.clusters().close();
		this.origins.asMap().values().forEach(BackendTransport::close);
		this.state.backends().values().forEach((built) -> {
			if (built.transport() != null) {
				built.transport().close();
			}
		});
	}

	/**
	 * What a request looks up.
	 *
	 * @param backends by lower-case resource name
	 * @param problems why backends cannot be used, by resource name
	 * @param rules which computed base URLs are allowed
	 */
	private record State(Map<String, BuiltBackend> backends, Map<String, String> problems, BaseUrlRules rules) {
	}

}
