package io.selvage.fabric.simulator.naming;

import java.net.URI;

import io.selvage.fabric.simulator.Http;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.junit.SimulatedClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class StalenessTests {

	private static final String RESOLVE = "/Services/App~Svc/$/ResolvePartition?api-version=6.0";

	@RegisterExtension
	final SimulatedClusterExtension fabric = SimulatedClusterExtension.of((cluster) -> cluster.namingEndpoints(2)
		.application("App", (app) -> app.stateless("Svc", (svc) -> svc.instances(1).listener("", Scheme.HTTP))
			.stateless("Ranged", (svc) -> svc.int64Range(2).fixedAddress("{instance}"))));

	private final Http http = Http.plain();

	private JsonNode resolve(int node) {
		return this.http.json(this.fabric.cluster().namingEndpoints().get(node), RESOLVE);
	}

	private JsonNode resolve(int node, String version) {
		return this.http.json(this.fabric.cluster().namingEndpoints().get(node),
				RESOLVE + "&PreviousRspVersion=" + version);
	}

	private SimulatedService service() {
		return this.fabric.cluster().service("App/Svc");
	}

	private static String version(JsonNode resolved) {
		return resolved.path("Version").asString();
	}

	private static int endpoints(JsonNode resolved) {
		return resolved.path("Endpoints").size();
	}

	@Test
	void withoutAVersionANodeGivesWhatItHasForEver() {
		JsonNode first = resolve(0);
		service().addInstance();
		assertThat(resolve(0)).isEqualTo(first);
		assertThat(this.fabric.cluster().naming(0).lookups()).isEqualTo(1);
	}

	@Test
	void nodesHaveCachesOfTheirOwn() {
		resolve(0);
		service().addInstance();
		assertThat(endpoints(resolve(1))).isEqualTo(2);
		assertThat(endpoints(resolve(0))).isEqualTo(1);
	}

	@Test
	void aVersionFromOneNodeRefreshesAnother() {
		resolve(1);
		service().addInstance();
		String newer = version(resolve(0));
		service().addInstance();
		assertThat(endpoints(resolve(1, newer))).isEqualTo(3);
	}

	@Test
	void anOlderVersionIsAnsweredFromTheCacheWithoutALookup() {
		String old = version(resolve(0));
		service().addInstance();
		JsonNode cached = resolve(0, old);
		assertThat(endpoints(cached)).isEqualTo(2);
		service().addInstance();
		long lookups = this.fabric.cluster().naming(0).lookups();
		assertThat(resolve(0, old)).isEqualTo(cached);
		assertThat(this.fabric.cluster().naming(0).lookups()).isEqualTo(lookups);
	}

	@Test
	void anUnchangedVersionIsConfirmedByOneLookup() {
		String version = version(resolve(0));
		assertThat(version(resolve(0, version))).isEqualTo(version);
		assertThat(this.fabric.cluster().naming(0).lookups()).isEqualTo(2);
	}

	@Test
	void aRefreshByOneIsSeenByAll() {
		String version = version(resolve(0));
		service().addInstance();
		resolve(0, version);
		assertThat(endpoints(resolve(0))).isEqualTo(2);
	}

	@Test
	void aDeletedServiceLivesOnInTheCacheUntilSomeoneComplains() {
		URI naming = this.fabric.cluster().namingEndpoint();
		JsonNode first = resolve(0);
		this.fabric.cluster().deleteService("App/Svc");
		assertThat(resolve(0)).isEqualTo(first);
		assertThat(this.http.get(naming, RESOLVE + "&PreviousRspVersion=" + version(first)).body())
			.contains("FABRIC_E_SERVICE_DOES_NOT_EXIST");
		assertThat(this.http.get(naming, RESOLVE).statusCode()).isEqualTo(404);
	}

	@Test
	void aRecreatedServiceIsFoundUnderItsNewPartitionByWhoComplains() {
		SimulatedCluster cluster = this.fabric.cluster();
		JsonNode first = resolve(0);
		cluster.deleteService("App/Svc");
		cluster.deploy("App", (app) -> app.stateless("Svc", (svc) -> svc.instances(2).fixedAddress("{instance}")));
		assertThat(resolve(0)).isEqualTo(first);
		JsonNode second = resolve(0, version(first));
		assertThat(second.at("/PartitionInformation/Id")).isNotEqualTo(first.at("/PartitionInformation/Id"));
		assertThat(endpoints(second)).isEqualTo(2);
		assertThat(resolve(1, version(first))).isEqualTo(second);
	}

	@Test
	void anUpdateOfTheDescriptionChangesTheStoreVersionOnly() {
		String first = version(resolve(0));
		this.fabric.cluster().updateService("App/Svc");
		String second = version(resolve(0, first));
		assertThat(second).isNotEqualTo(first);
		assertThat(second.replaceAll("StoreVersion%22:%22[0-9]+", ""))
			.isEqualTo(first.replaceAll("StoreVersion%22:%22[0-9]+", ""));
	}

	@Test
	void aNewGenerationIsNewerThoughItsVersionsCountFromOne() {
		for (int i = 0; i < 5; i++) {
			service().addInstance();
		}
		String first = version(resolve(0));
		this.fabric.cluster().rebuildFailoverManager();
		String second = version(resolve(0, first));
		LocationVersionPair pair = LocationVersionPair.of(first, second);
		assertThat(pair.secondFmVersion()).isLessThan(pair.firstFmVersion());
		assertThat(resolve(0, first).path("Version").asString()).isEqualTo(second);
	}

	@Test
	void allInstancesGoneIsOfflineForWhoComplainsAndOldNewsForOthers() {
		JsonNode first = resolve(0);
		service().removeInstance(service().instances().get(0));
		assertThat(resolve(0)).isEqualTo(first);
		assertThat(
				this.http.get(this.fabric.cluster().namingEndpoint(), RESOLVE + "&PreviousRspVersion=" + version(first))
					.statusCode())
			.isEqualTo(503);
		assertThat(this.http.get(this.fabric.cluster().namingEndpoint(), RESOLVE).statusCode()).isEqualTo(503);
	}

	@Test
	void aRestartedNodeHasForgottenEverything() {
		resolve(0);
		service().addInstance();
		this.fabric.cluster().naming(0).stop();
		this.fabric.cluster().naming(0).start();
		assertThat(endpoints(resolve(0))).isEqualTo(2);
	}

	@Test
	void partitionsAreCachedOneByOne() {
		SimulatedCluster cluster = this.fabric.cluster();
		String ranged = "/Services/App~Ranged/$/ResolvePartition?api-version=6.0&PartitionKeyType=2&PartitionKeyValue=";
		this.http.json(cluster.namingEndpoint(), ranged + "-1");
		this.http.json(cluster.namingEndpoint(), ranged + Long.MIN_VALUE);
		assertThat(cluster.naming(0).lookups()).isEqualTo(1);
		this.http.json(cluster.namingEndpoint(), ranged + "0");
		assertThat(cluster.naming(0).lookups()).isEqualTo(2);
	}

	private record LocationVersionPair(long firstFmVersion, long secondFmVersion) {

		static LocationVersionPair of(String first, String second) {
			return new LocationVersionPair(fmVersion(first), fmVersion(second));
		}

		private static long fmVersion(String token) {
			JsonNode json = JsonMapper.shared()
				.readTree(java.net.URLDecoder.decode(token, java.nio.charset.StandardCharsets.UTF_8));
			return json.path("FMVersion").asLong();
		}

	}

}
