package io.selvage.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import io.selvage.gateway.policy.store.redis.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redis over TLS, and a Redis Cluster of three nodes.
 */
class SharedRedisKindsTests {

	private static final int AWAY = 503;

	private static final String TRUST = "spring.ssl.bundle.pem.shared.truststore.certificate=";

	private static TestGateway gateway(String url, String... more) {
		List<String> properties = new ArrayList<>(
				List.of("selvage.redis.url=" + url, "selvage.redis.on-failure=closed", "selvage.redis.timeout=2s"));
		properties.addAll(List.of(more));
		TestGateway gateway = TestGateway.start(properties.toArray(String[]::new));
		gateway.put("/apis/limited",
				"{\"path\":\"limited\",\"displayName\":\"l\",\"protocols\":[\"http\"],\"subscriptionRequired\":false}",
				"/apis/limited/operations/any",
				"{\"displayName\":\"any\",\"method\":\"*\",\"urlTemplate\":\"/{key}\",\"templateParameters\":"
						+ "[{\"name\":\"key\",\"type\":\"string\",\"required\":true}]}");
		gateway.put("/apis/limited/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway
			.quoted("<policies><inbound><rate-limit-by-key calls=\"2\" renewal-period=\"300\" counter-key=\"@(context.Request.MatchedParameters[&quot;key&quot;])\" />"
					+ "<cache-store-value key=\"@(context.Request.MatchedParameters[&quot;key&quot;])\" value=\"kept\" duration=\"60\" />"
					+ "<cache-lookup-value key=\"@(context.Request.MatchedParameters[&quot;key&quot;])\" variable-name=\"found\" default-value=\"lost\" />"
					+ "<return-response><set-status code=\"200\" /><set-body>@((string)context.Variables[&quot;found&quot;])</set-body>"
					+ "</return-response></inbound></policies>")
				+ "}");
		return gateway;
	}

	private static void awaitConnected(TestGateway gateway) {
		long end = System.nanoTime() + 20_000_000_000L;
		int attempt = 0;
		while (gateway.get("/limited/first" + attempt++).statusCode() == AWAY) {
			assertThat(System.nanoTime()).as("patience ends").isLessThan(end);
		}
	}

	private static Path pem(Path folder, String name, CertificateIdentity identity) throws IOException {
		Files.writeString(folder.resolve(name + ".key"), identity.privateKeyPem());
		return Files.writeString(folder.resolve(name + ".pem"), identity.chainPem());
	}

	private static RedisServer server(Path folder, String name, CertificateIdentity identity) throws IOException {
		return RedisServer.startTls(pem(folder, name, identity), folder.resolve(name + ".key"));
	}

	private static void assertUsed(TestGateway gateway) {
		awaitConnected(gateway);
		assertThat(gateway.get("/limited/a").body()).isEqualTo("kept");
		assertThat(gateway.get("/limited/a").statusCode()).isEqualTo(200);
		assertThat(gateway.get("/limited/a").statusCode()).isEqualTo(429);
	}

	private static void assertNotUsed(TestGateway gateway) {
		assertThat(gateway.get("/limited/a").statusCode()).isEqualTo(AWAY);
		assertThat(gateway.bean(MeterRegistry.class).get("selvage.redis.failures").counter().count()).isPositive();
	}

	@Test
	void overTlsOnlyTheServerThatItsBundleTrustsIsUsed(@TempDir Path folder) throws IOException {
		CertificateIdentity authority = CertificateIdentity
			.selfSigned(CertificateRequest.of("Company CA").asAuthority());
		CertificateRequest here = CertificateRequest.of("redis", "127.0.0.1");
		Path trusted = pem(folder, "ca", authority);
		Path strange = pem(folder, "stranger",
				CertificateIdentity.selfSigned(CertificateRequest.of("Stranger CA").asAuthority()));
		Instant now = Instant.now();
		try (RedisServer right = server(folder, "right", authority.issue(here));
				RedisServer elsewhere = server(folder, "elsewhere",
						authority.issue(CertificateRequest.of("elsewhere", "elsewhere.example")));
				RedisServer expired = server(folder, "expired",
						authority.issue(here.valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)))));
				TestGateway used = gateway(right.url(), "selvage.redis.ssl-bundle=shared", TRUST + trusted);
				TestGateway wrong = gateway(right.url(), "selvage.redis.ssl-bundle=shared", TRUST + strange);
				TestGateway wrongName = gateway(elsewhere.url(), "selvage.redis.ssl-bundle=shared", TRUST + trusted);
				TestGateway late = gateway(expired.url(), "selvage.redis.ssl-bundle=shared", TRUST + trusted);
				TestGateway usual = gateway(right.url());
				TestGateway plain = gateway(right.url().replace("rediss:", "redis:"))) {
			assertUsed(used);
			for (TestGateway refused : List.of(wrong, wrongName, late, usual, plain)) {
				assertNotUsed(refused);
			}
		}
	}

	@Test
	void aServerThatAsksWhoCallsIsToldByTheBundle(@TempDir Path folder) throws IOException {
		CertificateIdentity authority = CertificateIdentity
			.selfSigned(CertificateRequest.of("Company CA").asAuthority());
		Path trusted = pem(folder, "ca", authority);
		Path redis = pem(folder, "redis", authority.issue(CertificateRequest.of("redis", "127.0.0.1")));
		String bundle = "spring.ssl.bundle.pem.shared.keystore.";
		Path us = pem(folder, "us", authority.issue(CertificateRequest.of("us")));
		Path stranger = pem(folder, "stranger", CertificateIdentity.selfSigned(CertificateRequest.of("us")));
		try (RedisServer server = RedisServer.startMutualTls(redis, folder.resolve("redis.key"), trusted);
				TestGateway right = gateway(server.url(), "selvage.redis.ssl-bundle=shared", TRUST + trusted,
						bundle + "certificate=" + us, bundle + "private-key=" + folder.resolve("us.key"));
				TestGateway wrong = gateway(server.url(), "selvage.redis.ssl-bundle=shared", TRUST + trusted,
						bundle + "certificate=" + stranger, bundle + "private-key=" + folder.resolve("stranger.key"));
				TestGateway nobody = gateway(server.url(), "selvage.redis.ssl-bundle=shared", TRUST + trusted)) {
			assertUsed(right);
			assertNotUsed(wrong);
			assertNotUsed(nobody);
		}
	}

	@Test
	void aClusterSharesCountersAndValuesOfAllItsNodes(@TempDir Path folder) throws IOException {
		List<RedisServer> nodes = new ArrayList<>();
		try {
			for (int i = 0; i < 3; i++) {
				nodes.add(RedisServer.startNode(Files.createDirectory(folder.resolve("node" + i))));
			}
			RedisServer.join(nodes);
			try (TestGateway first = gateway(nodes.get(0).url(), "selvage.redis.cluster=true");
					TestGateway second = gateway(nodes.get(1).url(), "selvage.redis.cluster=true")) {
				awaitConnected(first);
				awaitConnected(second);
				for (int i = 0; i < 40; i++) {
					assertThat(first.get("/limited/key" + i).body()).isEqualTo("kept");
					assertThat(second.get("/limited/key" + i).body()).isEqualTo("kept");
					assertThat(first.get("/limited/key" + i).statusCode()).isEqualTo(429);
				}
			}
		}
		finally {
			nodes.forEach(RedisServer::close);
		}
	}

}
