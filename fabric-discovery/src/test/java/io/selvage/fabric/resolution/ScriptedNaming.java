package io.selvage.fabric.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricName;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.ListenerAddress;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.ResolutionVersion;
import io.selvage.fabric.naming.AadMetadata;
import io.selvage.fabric.naming.ApplicationInfo;
import io.selvage.fabric.naming.NamedProperty;
import io.selvage.fabric.naming.NamingClient;
import io.selvage.fabric.naming.PartitionInfo;
import io.selvage.fabric.naming.ReplicaInfo;
import io.selvage.fabric.naming.ServiceDescription;
import io.selvage.fabric.naming.ServiceDescription.Partitioning;
import io.selvage.fabric.naming.ServiceInfo;
import io.selvage.fabric.naming.ServiceTypeInfo;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A naming client that answers as a test says and remembers what it was asked.
 */
class ScriptedNaming implements NamingClient {

	final List<Question> questions = new CopyOnWriteArrayList<>();

	final List<FabricServiceName> described = new CopyOnWriteArrayList<>();

	final Map<FabricServiceName, Partitioning> partitionings = new HashMap<>();

	List<Partition> listed = List.of();

	Function<Question, Mono<Resolution>> answers = (question) -> Mono.never();

	record Question(FabricServiceName service, PartitionKey key, @Nullable ResolutionVersion previous) {
	}

	static Resolution resolution(FabricServiceName service, Partition partition, long version, String... addresses) {
		List<FabricEndpoint> endpoints = new ArrayList<>();
		for (String address : addresses) {
			endpoints.add(new FabricEndpoint(EndpointKind.STATELESS, address, Map.of("", ListenerAddress.of(address))));
		}
		return new Resolution(service, partition, endpoints, new ResolutionVersion("token-" + version, 7, version), 0,
				null);
	}

	@Override
	public Mono<Resolution> resolve(FabricServiceName service, PartitionKey key, @Nullable ResolutionVersion previous) {
		Question question = new Question(service, key, previous);
		this.questions.add(question);
		return this.answers.apply(question);
	}

	@Override
	public Mono<ServiceDescription> description(FabricServiceName service) {
		this.described.add(service);
		return Mono.just(new ServiceDescription(service, "Stateless", "T", this.partitionings.get(service)));
	}

	@Override
	public Flux<PartitionInfo> partitions(FabricServiceName service) {
		return Flux.fromIterable(this.listed)
			.map((partition) -> new PartitionInfo(partition, "Stateful", "Ready", "Ok", 3, PartitionInfo.Epoch.NONE));
	}

	@Override
	public Flux<ApplicationInfo> applications() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<ApplicationInfo> application(FabricName application) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Flux<ServiceInfo> services(FabricName application) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<ServiceInfo> service(FabricName application, FabricServiceName service) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<FabricName> applicationName(FabricServiceName service) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<FabricServiceName> serviceName(String partitionId) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Flux<ReplicaInfo> replicas(String partitionId) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<Boolean> nameExists(FabricName name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Flux<FabricName> subNames(FabricName name, boolean recursive) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Flux<NamedProperty> properties(FabricName name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Flux<ServiceTypeInfo> serviceTypes(String applicationType, String version) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<String> clusterVersion() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<AadMetadata> aadMetadata() {
		throw new UnsupportedOperationException();
	}

}
