package io.selvage.fabric.simulator.tls;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.selvage.fabric.simulator.Http;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.junit.SimulatedClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NamingTlsTests {

	private static final String APPLICATIONS = "/Applications?api-version=6.0";

	@RegisterExtension
	final SimulatedClusterExtension fabric = SimulatedClusterExtension
		.of((cluster) -> cluster.requireClientCertificate()
			.acceptBearerToken("a-token")
			.application("App", (app) -> app.stateless("Svc", (svc) -> svc.listener("", Scheme.HTTPS))));

	private SimulatedCluster cluster;

	@BeforeEach
	void cluster() {
		this.cluster = this.fabric.cluster();
	}

	private static Http client(CertificateIdentity trusted, @Nullable CertificateIdentity own, String... protocols) {
		try {
			KeyStore anchors = KeyStore.getInstance("PKCS12");
			anchors.load(null, null);
			anchors.setCertificateEntry("ca", trusted.certificate());
			TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
			trust.init(anchors);
			KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			if (own != null) {
				store.setKeyEntry("1", own.privateKey(), new char[0], own.chain().toArray(new X509Certificate[0]));
			}
			keys.init(store, new char[0]);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
			HttpClient.Builder builder = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.sslContext(context);
			if (protocols.length > 0) {
				javax.net.ssl.SSLParameters parameters = new javax.net.ssl.SSLParameters();
				parameters.setProtocols(protocols);
				builder.sslParameters(parameters);
			}
			return new Http(builder.build());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void theClientCertificateOpensTheDoor(String protocol) {
		ClusterCertificates certificates = this.cluster.certificates();
		Http client = client(certificates.authority(), certificates.client(), protocol);
		assertThat(client.get(this.cluster.namingEndpoint(), APPLICATIONS).statusCode()).isEqualTo(200);
		assertThat(this.cluster.namingRequests().all().get(0).clientThumbprint())
			.isEqualTo(certificates.client().thumbprint());
	}

	@Test
	void withoutAnAcceptedCertificateTheAnswerIsAnEmpty403() {
		ClusterCertificates certificates = this.cluster.certificates();
		for (CertificateIdentity own : new CertificateIdentity[] { null, certificates.expiredClient(),
				certificates.strangerClient() }) {
			HttpResponse<String> refused = client(certificates.authority(), own).get(this.cluster.namingEndpoint(),
					APPLICATIONS);
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.body()).isEmpty();
		}
	}

	@Test
	void aTokenOpensTheDoorToo() {
		Http client = client(this.cluster.certificates().authority(), null);
		java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest
			.newBuilder(this.cluster.namingEndpoint().resolve(APPLICATIONS));
		assertThat(client.send(request.setHeader("Authorization", "Bearer a-token").build()).statusCode())
			.isEqualTo(200);
		assertThat(client.send(request.setHeader("Authorization", "Bearer another").build()).statusCode())
			.isEqualTo(403);
	}

	@Test
	void howToSignInIsToldToEveryone() {
		HttpResponse<String> answer = client(this.cluster.certificates().authority(), null)
			.get(this.cluster.namingEndpoint(), "/$/GetAadMetadata?api-version=6.0");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"type\":\"aad\"");
	}

	@Test
	void aServerThatIsNotWhoItShouldBeSeesNoRequest() {
		ClusterCertificates certificates = this.cluster.certificates();
		for (CertificateIdentity wrong : new CertificateIdentity[] { certificates.expiredServer(),
				certificates.wrongNameServer(), certificates.selfSignedServer() }) {
			this.cluster.presentAtNaming(wrong);
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> client(certificates.authority(), certificates.client())
					.get(this.cluster.namingEndpoint(), APPLICATIONS))
				.withCauseInstanceOf(SSLHandshakeException.class);
		}
		assertThat(this.cluster.namingRequests().count()).isZero();
		this.cluster.presentAtNaming(certificates.server());
		assertThat(
				client(certificates.authority(), certificates.client()).get(this.cluster.namingEndpoint(), APPLICATIONS)
					.statusCode())
			.isEqualTo(200);
	}

	@Test
	void instancesPresentTheServerCertificate() {
		assertThat(client(this.cluster.certificates().authority(), null)
			.get(this.cluster.service("App/Svc").instances().get(0).url(""), "/")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void instancesTellWhichCertificateTheyWereSent() {
		ClusterCertificates certificates = this.cluster.certificates();
		SimulatedInstance instance = this.cluster.service("App/Svc").instances().get(0);
		assertThat(client(certificates.authority(), certificates.client()).get(instance.url(""), "/").body())
			.contains("\"clientThumbprint\":\"" + certificates.client().thumbprint() + "\"");
		assertThat(client(certificates.authority(), null).get(instance.url(""), "/").body())
			.doesNotContain("clientThumbprint");
	}

	@Test
	void aWindowsClusterAsksForTheCertificateWhenTheRequestHasArrived() {
		try (SimulatedCluster windows = SimulatedCluster.builder().requireClientCertificateByRenegotiation().start()) {
			ClusterCertificates certificates = windows.certificates();
			Http accepted = client(certificates.authority(), certificates.client(), "TLSv1.2");
			assertThat(accepted.get(windows.namingEndpoint(), APPLICATIONS).statusCode()).isEqualTo(200);
			assertThat(accepted.get(windows.namingEndpoint(), APPLICATIONS).statusCode()).isEqualTo(200);
			assertThat(windows.namingRequests().all().get(0).clientThumbprint())
				.isEqualTo(certificates.client().thumbprint());
			assertThat(client(certificates.authority(), null, "TLSv1.2").get(windows.namingEndpoint(), APPLICATIONS)
				.statusCode()).isEqualTo(403);
		}
	}

	@Test
	void aNettyClientWithTheTlsOfTheJdkAnswersAWindowsCluster() throws Exception {
		try (SimulatedCluster windows = SimulatedCluster.builder().requireClientCertificateByRenegotiation().start()) {
			ClusterCertificates certificates = windows.certificates();
			SslContext context = SslContextBuilder.forClient()
				.sslProvider(SslProvider.JDK)
				.protocols("TLSv1.2")
				.trustManager(certificates.authority().certificate())
				.keyManager(certificates.client().privateKey(), certificates.client().chain())
				.build();
			Integer status = reactor.netty.http.client.HttpClient.create()
				.secure((spec) -> spec.sslContext(context))
				.get()
				.uri(windows.namingEndpoint() + APPLICATIONS)
				.response()
				.map((response) -> response.status().code())
				.block(Duration.ofSeconds(30));
			assertThat(status).isEqualTo(200);
		}
	}

	@Test
	void aSlowHandshakeHoldsTheClientUp() {
		this.cluster.naming(0).faults().slowTls(Duration.ofMinutes(10));
		ClusterCertificates certificates = this.cluster.certificates();
		Http impatient = client(certificates.authority(), certificates.client());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> impatient
			.send(java.net.http.HttpRequest.newBuilder(this.cluster.namingEndpoint().resolve(APPLICATIONS))
				.timeout(Duration.ofMillis(300))
				.build()))
			.withCauseInstanceOf(java.net.http.HttpTimeoutException.class);
		assertThat(this.cluster.namingRequests().count()).isZero();
		this.cluster.naming(0).faults().slowTls(Duration.ofMillis(1));
		assertThat(impatient.get(this.cluster.namingEndpoint(), APPLICATIONS).statusCode()).isEqualTo(200);
	}

}
