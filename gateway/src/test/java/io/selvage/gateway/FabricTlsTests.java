package io.selvage.gateway;

import java.net.http.HttpResponse;
import java.util.Base64;

import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.ClusterCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every TLS option of a Service Fabric backend has a right and a wrong cluster; a wrong
 * one is asked nothing. The cluster, for its part, knows the gateway by its certificate.
 */
class FabricTlsTests {

	private static final String OWN = "'clientCertificateId':'/certificates/own',";

	private static TestGateway gateway;

	private SimulatedCluster cluster;

	private ClusterCertificates certificates;

	@BeforeAll
	static void start() {
		gateway = TestGateway.start();
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	/** A cluster that was connected to once would be known. */
	@BeforeEach
	void startCluster() {
		this.cluster = SimulatedCluster.builder()
			.application("App",
					(application) -> application.stateless("Svc",
							(service) -> service.singleton().instances(1).listener("http", Scheme.HTTP)))
			.requireClientCertificate()
			.start();
		this.certificates = this.cluster.certificates();
		certificate("own", this.certificates.client());
		certificate("stranger", this.certificates.strangerClient());
		certificate("expired", this.certificates.expiredClient());
	}

	@AfterEach
	void stopCluster() {
		this.cluster.close();
	}

	private static void certificate(String name, CertificateIdentity identity) {
		gateway.put("/certificates/" + name, "{\"data\":\"" + Base64.getEncoder().encodeToString(identity.pfx("secret"))
				+ "\",\"password\":\"secret\",\"thumbprint\":\"" + identity.thumbprint() + "\"}");
	}

	private CertificateIdentity server(String name) {
		return switch (name) {
			case "right" -> this.certificates.server();
			case "wrong-name" -> this.certificates.wrongNameServer();
			case "wrong-chain" -> this.certificates.selfSignedServer();
			case "expired" -> this.certificates.expiredServer();
			default -> throw new IllegalArgumentException(name);
		};
	}

	private HttpResponse<String> call(String tls) {
		String json = ("{'url':'fabric:/App/Svc','protocol':'http','properties':{'serviceFabricCluster':{" + tls
				+ ",'managementEndpoints':['" + this.cluster.namingEndpoint() + "']}}}")
			.replace('\'', '"')
			.replace("$CA", this.certificates.authority().thumbprint())
			.replace("$right", this.certificates.server().thumbprint())
			.replace("$expired", this.certificates.expiredServer().thumbprint())
			.replace("$client", this.certificates.client().thumbprint());
		gateway.put("/backends/fabric", json);
		gateway.api("fabric", "fabric", null, "<policies><inbound><base /><set-backend-service backend-id=\"fabric\" "
				+ "/></inbound><backend><base /></backend></policies>");
		return gateway.get("/fabric/x");
	}

	@ParameterizedTest(name = "[{index}] {0} for {1}: {2}")
	@CsvSource(delimiter = '|', value = { "'serverCertificateThumbprints':['$right'] | right | true",
			"'serverCertificateThumbprints':['$right'] | wrong-chain | false",
			"'serverCertificateThumbprints':['$expired'] | expired | false",
			"'serverX509Names':[{'name':'localhost','issuerCertificateThumbprint':'$CA'}] | right | true",
			"'serverX509Names':[{'name':'localhost','issuerCertificateThumbprint':'$CA'}] | wrong-chain | false",
			"'serverX509Names':[{'name':'localhost','issuerCertificateThumbprint':'$CA'}] | wrong-name | false",
			"'serverX509Names':[{'name':'localhost','issuerCertificateThumbprint':'$CA'}] | expired | false",
			"'maxPartitionResolutionRetries':5 | right | false" }, quoteCharacter = '"')
	void aClusterIsAskedOnlyIfItIsTheOneTheBackendNames(String pins, String presented, boolean asked) {
		this.cluster.presentAtNaming(server(presented));
		assertThat(call(OWN + pins).statusCode() == 200).isEqualTo(asked);
		assertThat(this.cluster.namingRequests().count() > 0).isEqualTo(asked);
	}

	@ParameterizedTest(name = "[{index}] {0}: {1}")
	@CsvSource(delimiter = '|', value = { "'clientCertificateId':'/certificates/own' | true",
			"'clientCertificatethumbprint':'$client' | true", "'clientCertificateId':'/certificates/stranger' | false",
			"'clientCertificateId':'/certificates/expired' | false", "'maxPartitionResolutionRetries':5 | false" },
			quoteCharacter = '"')
	void aClusterAnswersOnlyAGatewayWithTheRightCertificate(String shown, boolean answered) {
		this.cluster.presentAtNaming(this.certificates.server());
		assertThat(call(shown + ",'serverCertificateThumbprints':['$right']").statusCode() == 200).isEqualTo(answered);
	}

}
