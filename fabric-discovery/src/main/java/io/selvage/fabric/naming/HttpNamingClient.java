package io.selvage.fabric.naming;

import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricName;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.ResolutionVersion;
import io.selvage.fabric.security.ClusterSecurity;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The naming client over HTTP, non-blocking down to the socket.
 */
public final class HttpNamingClient implements NamingClient, AutoCloseable {

	private static final int MAX_PAGES = 100_000;

	private final ClusterConnections connections;

	private final ClusterCalls calls;

	private final LongSupplier nanoClock;

	private final ResolutionByListing listing;

	/**
	 * A client. Reads certificate files, so it blocks for a moment.
	 * @param cluster what the cluster is called in logs and pools
	 * @param endpoints base addresses, the preferred one first, 63 at most
	 * @param security certificates and trust
	 * @param settings how calls are made
	 * @param nanoClock the monotonic clock that dates answers
	 * @throws IllegalArgumentException if a certificate can't be read
	 */
	public HttpNamingClient(String cluster, List<URI> endpoints, ClusterSecurity security, NamingSettings settings,
			LongSupplier nanoClock) {
		if (endpoints.isEmpty() || endpoints.size() > 63) {
			throw new IllegalArgumentException(
					"cluster '" + cluster + "' has " + endpoints.size() + " management endpoints, expected 1 to 63");
		}
		this.connections = new ClusterConnections(cluster, security, settings.connectTimeout());
		this.calls = new ClusterCalls(new ManagementEndpoints(endpoints, nanoClock), this.connections, settings,
				security.tokens());
		this.nanoClock = nanoClock;
		this.listing = new ResolutionByListing(this, nanoClock);
	}

	/**
	 * Looks at the certificate files and takes them over if they have changed. Blocks on
	 * files.
	 * @return whether they had changed and could be read
	 */
	public boolean reloadCertificates() {
		return this.connections.reload();
	}

	@Override
	public void close() {
		this.connections.close();
	}

	@Override
	public Mono<Resolution> resolve(FabricServiceName service, PartitionKey key, @Nullable ResolutionVersion previous) {
		String value = key.text();
		if (key instanceof PartitionKey.Named named && !RawUrl.survives(named.value())) {
			return this.listing.resolve(service, named);
		}
		NamingCall call = NamingCall.get(servicePath(service) + "/$/ResolvePartition");
		if (value != null) {
			call = call.with("PartitionKeyType", Integer.toString(key.type())).with("PartitionKeyValue", value);
		}
		if (previous != null && !previous.token().isEmpty()) {
			call = withVersion(call, previous.token());
		}
		return this.calls.send(call)
			.map((answer) -> NamingJson.resolution(answer.body(), this.nanoClock.getAsLong()))
			.doOnNext((resolution) -> requireAsked(resolution, service, key));
	}

	/**
	 * The token goes into the URL as it came; the POST form is for tokens a URL can't
	 * hold, and the server drops parameters with an equals sign.
	 */
	private static NamingCall withVersion(NamingCall call, String token) {
		boolean fits = RawUrl.legal(token).equals(token) && token.indexOf('=') < 0 && token.indexOf('&') < 0;
		if (fits) {
			return call.with("PreviousRspVersion", token);
		}
		String escaped = token.replace("\\", "\\\\").replace("\"", "\\\"");
		return call.post("{\"PreviousRspVersion\":\"" + escaped + "\"}");
	}

	private static void requireAsked(Resolution answer, FabricServiceName service, PartitionKey key) {
		if (!answer.service().equals(service)) {
			throw new FabricException.InvalidAnswer("asked for " + service + ", the answer is for " + answer.service());
		}
		if (!answer.partition().contains(key)) {
			throw new FabricException.InvalidAnswer("the answer for " + service + " is for partition "
					+ answer.partition().id() + ", which does not hold the key "
					+ ((key.text() != null) ? "'" + key.text() + "'" : "(none)"));
		}
	}

	@Override
	public Mono<ServiceDescription> description(FabricServiceName service) {
		return one(NamingCall.get(servicePath(service) + "/$/GetDescription"), NamingJson::description);
	}

	@Override
	public Flux<ApplicationInfo> applications() {
		return all(NamingCall.get("/Applications"), NamingJson::applications);
	}

	@Override
	public Mono<ApplicationInfo> application(FabricName application) {
		return one(NamingCall.get(applicationPath(application)), NamingJson::application);
	}

	@Override
	public Flux<ServiceInfo> services(FabricName application) {
		return all(NamingCall.get(applicationPath(application) + "/$/GetServices"), NamingJson::services);
	}

	@Override
	public Mono<ServiceInfo> service(FabricName application, FabricServiceName service) {
		return one(NamingCall.get(applicationPath(application) + "/$/GetServices/" + service.name().pathId()),
				NamingJson::service);
	}

	@Override
	public Mono<FabricName> applicationName(FabricServiceName service) {
		return one(NamingCall.get(servicePath(service) + "/$/GetApplicationName"), NamingJson::name);
	}

	@Override
	public Flux<PartitionInfo> partitions(FabricServiceName service) {
		return all(NamingCall.get(servicePath(service) + "/$/GetPartitions"), NamingJson::partitions);
	}

	@Override
	public Mono<FabricServiceName> serviceName(String partitionId) {
		return one(NamingCall.get("/Partitions/" + RawUrl.segment(partitionId) + "/$/GetServiceName"),
				(body) -> new FabricServiceName(NamingJson.name(body)));
	}

	@Override
	public Flux<ReplicaInfo> replicas(String partitionId) {
		return all(NamingCall.get("/Partitions/" + RawUrl.segment(partitionId) + "/$/GetReplicas"),
				NamingJson::replicas);
	}

	@Override
	public Mono<Boolean> nameExists(FabricName name) {
		return this.calls.send(NamingCall.get(namePath(name)))
			.thenReturn(true)
			.onErrorResume(FabricException.DoesNotExist.class, (ex) -> Mono.just(false));
	}

	@Override
	public Flux<FabricName> subNames(FabricName name, boolean recursive) {
		return all(NamingCall.get(namePath(name) + "/$/GetSubNames").with("Recursive", Boolean.toString(recursive)),
				NamingJson::subNames);
	}

	@Override
	public Flux<NamedProperty> properties(FabricName name) {
		return all(NamingCall.get(namePath(name) + "/$/GetProperties").with("IncludeValues", "true"),
				NamingJson::properties);
	}

	@Override
	public Flux<ServiceTypeInfo> serviceTypes(String applicationType, String version) {
		NamingCall call = NamingCall.get("/ApplicationTypes/" + RawUrl.segment(applicationType) + "/$/GetServiceTypes")
			.with("ApplicationTypeVersion", RawUrl.segment(version));
		return one(call, NamingJson::serviceTypes).flatMapIterable(Function.identity());
	}

	@Override
	public Mono<String> clusterVersion() {
		return one(NamingCall.get("/$/GetClusterVersion"), NamingJson::clusterVersion);
	}

	@Override
	public Mono<AadMetadata> aadMetadata() {
		return one(NamingCall.get("/$/GetAadMetadata").withoutToken(), NamingJson::aadMetadata);
	}

	private static String servicePath(FabricServiceName service) {
		return "/Services/" + service.name().pathId();
	}

	private static String applicationPath(FabricName application) {
		return "/Applications/" + application.pathId();
	}

	private static String namePath(FabricName name) {
		return "/Names/" + name.pathId();
	}

	private <T> Mono<T> one(NamingCall call, Function<byte[], T> reader) {
		return this.calls.send(call)
			.flatMap((answer) -> answer.absent() ? Mono.empty() : Mono.just(reader.apply(answer.body())));
	}

	private <T> Flux<T> all(NamingCall call, Function<byte[], Page<T>> reader) {
		return page(call, "", reader, 1).concatMapIterable(Page::items, 1);
	}

	private <T> Flux<Page<T>> page(NamingCall call, String token, Function<byte[], Page<T>> reader, int number) {
		NamingCall continued = token.isEmpty() ? call : call.with("ContinuationToken", RawUrl.legal(token));
		return this.calls.send(continued).map((answer) -> reader.apply(answer.body())).flatMapMany((page) -> {
			if (page.last()) {
				return Flux.just(page);
			}
			if (page.continuationToken().equals(token) || number == MAX_PAGES) {
				return Flux.error(new FabricException.InvalidAnswer("the list at " + call.path() + " never ends"));
			}
			return Flux.just(page)
				.concatWith(Flux.defer(() -> page(call, page.continuationToken(), reader, number + 1)));
		});
	}

}
