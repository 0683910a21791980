package io.selvage.fabric.naming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.Resolution;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers recorded from real clusters; they lie beside the repository and are not part of
 * it.
 */
class RecordedAnswerTests {

	private static Path folder;

	@BeforeAll
	static void findRecordings() {
		Path start = Path.of("").toAbsolutePath();
		for (Path at = start; at != null; at = at.getParent()) {
			Path candidate = at.resolve("shared/conformance/service-fabric");
			if (Files.isDirectory(candidate)) {
				folder = candidate;
				return;
			}
		}
		System.err.println("SKIPPED: recorded cluster answers, no shared/conformance/service-fabric above " + start);
		Assumptions.abort("recorded answers are absent");
	}

	private static byte[] read(String file) throws IOException {
		return Files.readAllBytes(folder.resolve(file));
	}

	@Test
	void theRecordedResolveAnswerIsRead() throws IOException {
		Resolution resolution = NamingJson.resolution(read("swagger-11.3/ResolveService.json"), 0);
		assertThat(resolution.partition().highKey()).isEqualTo(Long.MAX_VALUE);
		assertThat(resolution.version().fmVersion()).isEqualTo(109);
		assertThat(resolution.version().generation()).isEqualTo(133117242098880691L);
		assertThat(resolution.endpoints()).hasSize(3).noneMatch(FabricEndpoint::routable);
		assertThat(resolution.primary()).isNotNull();
	}

	@Test
	void everyRecordedListIsRead() throws IOException {
		assertItems(NamingJson::applications, 2, "explorer/applications.json");
		assertItems(NamingJson::services, 3, "explorer/app-page__services.json");
		assertItems(NamingJson::partitions, 5, "swagger-11.3/GetPartitionInfoList.json");
		assertItems(NamingJson::partitions, 1, "explorer/service-page__service-stateless-partitions.json");
		assertItems(NamingJson::partitions, 1, "explorer/cluster-page__naming__naming-partitions.json");
		assertItems(NamingJson::replicas, 1, "explorer/replica-page__stateless-replicas-list.json");
		assertItems(NamingJson::replicas, 1, "jjcollinge/instances.json");
		for (String file : List.of("explorer/systemApps.json", "explorer/system-service__system-services.json",
				"swagger-11.3/GetServiceInfoList.json", "jjcollinge/services.json")) {
			assertThat(NamingJson.services(read(file)).items()).as(file).isNotEmpty();
		}
		for (String file : List.of("explorer/service-page__service-partitions.json", "jjcollinge/partitions.json")) {
			assertThat(NamingJson.partitions(read(file)).items()).as(file).isNotEmpty();
		}
		for (String file : List.of("explorer/partition-page__replicas.json", "jjcollinge/replicas.json",
				"explorer/partition-page__stateful-replicas-in-quorum-loss.json",
				"explorer/partition-page__selfreconfiguring-replicas.json", "swagger-11.3/GetReplicaInfoList.json")) {
			assertThat(NamingJson.replicas(read(file)).items()).as(file).isNotEmpty();
		}
		assertThat(NamingJson.applications(read("jjcollinge/applications.json")).continuationToken())
			.isEqualTo("00001234");
		assertThat(NamingJson.services(read("explorer/empty-list.json")).items()).isEmpty();
	}

	private static <T> void assertItems(Function<byte[], Page<T>> reader, int atLeast, String file) throws IOException {
		assertThat(reader.apply(read(file)).items()).as(file).hasSizeGreaterThanOrEqualTo(atLeast);
	}

	@Test
	void everyRecordedEntityIsRead() throws IOException {
		assertThat(
				NamingJson.description(read("explorer/service-page__service-description.json")).partitioning().count())
			.isEqualTo(10);
		NamingJson.description(read("explorer/service-page__service-stateless-description.json"));
		NamingJson.service(read("explorer/service-page__service-info.json"));
		NamingJson.service(read("explorer/service-page__service-stateless-info.json"));
		NamingJson.service(read("swagger-11.3/GetServiceInfo.json"));
		NamingJson.partition(read("explorer/partition-page__stateful-partition-info.json"));
		NamingJson.partition(read("explorer/partition-page__stateful-partition-in-quorum-loss-info.json"));
		NamingJson.partition(read("explorer/partition-page__stateless-partition-info.json"));
		assertThat(NamingJson.replica(read("explorer/replica-page__stateful-idle-secondary-replica-info.json"))
			.endpoint()
			.kind()).isEqualTo(EndpointKind.UNKNOWN);
		assertThat(NamingJson.name(read("swagger-11.3/GetApplicationNameInfo.json")).value()).startsWith("fabric:/");
		assertThat(NamingJson.clusterVersion(read("swagger-11.3/GetClusterVersion.json"))).isNotBlank();
		assertThat(NamingJson.aadMetadata(read("explorer/aad.json")).type()).isEmpty();
		assertThat(ManifestLabels
			.read(NamingJson.serviceTypes(read("jjcollinge/extensions_01.json")).get(0).extensions().get("Test")))
			.containsEntry("key1", "value1");
		assertThat(NamingJson.serviceTypes(read("jjcollinge/extensions_02.json")).get(0).extensions()).isEmpty();
	}

	@Test
	void listenersOfInstancesKeepTheirPaths() throws IOException {
		FabricEndpoint endpoint = NamingJson.replicas(read("explorer/replica-page__stateless-replicas-list.json"))
			.items()
			.get(0)
			.endpoint();
		assertThat(endpoint.listener("webSocketListener").join("/x")).isEqualTo("/visualobjects/data/x");
		assertThat(endpoint.listeners().keySet()).containsExactly("httpListener", "webSocketListener");
	}

	@Test
	void theConstructedVectorsGiveTheExpectedListenersAndErrors() throws IOException {
		JsonMapper mapper = new JsonMapper();
		for (JsonNode vector : mapper.readTree(read("constructed/addresses.json")).get("cases")) {
			FabricEndpoint endpoint = NamingJson.endpoint(EndpointKind.STATELESS, vector.get("address").asString());
			List<String> found = new ArrayList<>();
			endpoint.listeners().forEach((name, address) -> found.add(name + "=" + address));
			List<String> expected = new ArrayList<>();
			if (vector.get("listeners").isObject()) {
				vector.get("listeners")
					.properties()
					.forEach((one) -> expected.add(one.getKey() + "=" + one.getValue().asString()));
			}
			else if (vector.get("address").asString().startsWith("http")) {
				expected.add("=" + vector.get("address").asString());
			}
			assertThat(found).as(vector.get("note").asString()).isEqualTo(expected);
		}
		for (JsonNode vector : mapper.readTree(read("constructed/errors.json")).get("cases")) {
			JsonNode body = vector.get("body");
			assertThat(NamingJson.error(vector.get("status").asInt(), null, mapper.writeValueAsBytes(body)).code())
				.isEqualTo(body.get("Error").get("Code").asString());
		}
	}

}
