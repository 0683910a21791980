package io.selvage.catalog.management;

import java.util.List;

import io.selvage.catalog.config.SslBundleSetting;
import io.selvage.catalog.config.TlsPeers;
import io.selvage.catalog.config.TlsPeers.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which servers a document is fetched from that a body refers to by URL.
 */
class LinkTlsTests {

	private static TlsPeers peers;

	@BeforeAll
	static void start() {
		peers = new TlsPeers((request, response) -> response
			.sendString(Mono.just("<policies><inbound /><backend /><outbound /><on-error /></policies>")));
	}

	@AfterAll
	static void stop() {
		peers.close();
	}

	@BeforeEach
	void forget() {
		peers.forget();
	}

	private static ManagementServer server(String bundle) {
		SslBundleSetting setting = new SslBundleSetting("selvage.management.links.ssl-bundle", bundle);
		return new ManagementServer((builder) -> builder.linkClient(WebClient.builder()
			.clientConnector(new JdkClientHttpConnector(setting.client(peers.bundles()).build()))
			.build()));
	}

	@ParameterizedTest
	@CsvSource({ "RIGHT,company,true", "RIGHT,,false", "WRONG_CHAIN,company,false", "WRONG_NAME,company,false",
			"EXPIRED,company,false", "ASKS_WHO_CALLS,member,true", "ASKS_WHO_CALLS,stranger,false" })
	void aLinkIsFollowedOnlyToAServerTheBundleVouchesFor(Kind peer, String bundle, boolean followed) {
		try (ManagementServer server = server(bundle)) {
			ManagementServer.Answer answer = server.put("/policies/policy",
					"{\"properties\":{\"format\":\"xml-link\",\"value\":\"" + peers.url(peer) + "/policy.xml\"}}");
			assertThat(answer.status()).isEqualTo(followed ? 201 : 400);
			assertThat(peers.asked()).isEqualTo(followed ? List.of("GET /policy.xml") : List.of());
			if (!followed && peer != Kind.ASKS_WHO_CALLS) {
				assertThat(answer.body()).contains("its server is not trusted")
					.contains("selvage.management.links.ssl-bundle");
			}
		}
	}

}
