package io.selvage.catalog.config;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import io.selvage.catalog.secret.AccessTokens;
import io.selvage.catalog.secret.AzureKeyVaultSecretSource;
import io.selvage.catalog.secret.ClientCredentials;
import io.selvage.catalog.secret.SecretSource;
import io.selvage.catalog.security.Credentials;
import io.selvage.catalog.security.JwtAuthenticator;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Who is not who he should be is told no token and no secret, and is not listened to: a
 * wrong peer gets no byte of HTTP.
 */
class SecretTlsTests {

	private static final AtomicInteger requests = new AtomicInteger();

	private static CertificateIdentity authority;

	private static DisposableServer right;

	private static DisposableServer wrongChain;

	private static DisposableServer wrongName;

	@BeforeAll
	static void start() {
		authority = CertificateIdentity.selfSigned(CertificateRequest.of("Company CA").asAuthority());
		CertificateRequest here = CertificateRequest.of("vault", "127.0.0.1");
		right = server(authority.issue(here));
		wrongChain = server(CertificateIdentity.selfSigned(here));
		wrongName = server(authority.issue(CertificateRequest.of("elsewhere", "elsewhere.example")));
	}

	private static DisposableServer server(CertificateIdentity identity) {
		return HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.secure((spec) -> spec.sslContext(Http11SslContextSpec.forServer(identity.privateKey(),
					identity.chain().toArray(X509Certificate[]::new))))
			.handle((request, response) -> {
				requests.incrementAndGet();
				return response.sendString(Mono.just("{\"data\":{\"p\":\"secret\"}}"));
			})
			.bindNow();
	}

	@AfterAll
	static void stop() {
		right.disposeNow();
		wrongChain.disposeNow();
		wrongName.disposeNow();
	}

	@BeforeEach
	void forget() {
		requests.set(0);
	}

	private static String url(DisposableServer server) {
		return "https://127.0.0.1:" + server.port();
	}

	private static SecretSource vault(DisposableServer server, String bundle) {
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("company", SslBundle
			.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(authority.certificatePem()))));
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("bundles", bundles);
		ObjectProvider<SslBundles> provider = beans.getBeanProvider(SslBundles.class);
		return KeyVaultAutoConfiguration
			.vault(new KeyVaultProperties.Vault(URI.create(url(server)), "token", null, "", bundle), provider);
	}

	private static Secret fetch(SecretSource source, String identifier) {
		return source.fetch(new KeyVaultReference(identifier, null)).onErrorComplete().block();
	}

	@ParameterizedTest
	@CsvSource({ "right,company,true", "right,,false", "wrong chain,company,false", "wrong chain,,false",
			"wrong name,company,false" })
	void aVaultIsAskedOnlyIfItsBundleVouchesForIt(String server, String bundle, boolean asked) {
		DisposableServer vault = switch (server) {
			case "right" -> right;
			case "wrong chain" -> wrongChain;
			default -> wrongName;
		};
		assertThat(fetch(vault(vault, bundle), "vault:kv/app#p")).isEqualTo(asked ? Secret.of("secret") : null);
		assertThat(requests.get()).isEqualTo(asked ? 1 : 0);
	}

	@Test
	void aBundleThatIsNoneIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> vault(right, "other"))
			.withMessage("selvage.catalog.key-vault.vault.ssl-bundle: there is no 'other' in spring.ssl.bundle");
	}

	@Test
	void aKeyVaultNobodyVouchesForIsNotAsked() {
		AzureKeyVaultSecretSource source = new AzureKeyVaultSecretSource(WebClient.create(),
				(wanted) -> Mono.just("token"), List.of("127.0.0.1"));
		assertThat(fetch(source, url(wrongChain) + "/secrets/app")).isNull();
		assertThat(requests.get()).isZero();
	}

	@Test
	void anAuthorityNobodyVouchesForIsNotToldTheSecretOfTheApplication() {
		ClientCredentials tokens = new ClientCredentials(WebClient.create(), "app", Secret.of("app secret"));
		assertThat(tokens.token(new AccessTokens.Wanted(url(wrongChain) + "/tenant", "https://vault.azure.net", null))
			.onErrorComplete()
			.block()).isNull();
		assertThat(requests.get()).isZero();
	}

	@Test
	void signingKeysOfAServerNobodyVouchesForAreNotFetched() throws Exception {
		RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
				new JWTClaimsSet.Builder().issuer("https://issuer.example").audience("selvage").subject("ada").build());
		token.sign(new RSASSASigner(key));
		JwtAuthenticator authenticator = JwtAuthenticator.fetching("https://issuer.example", "selvage",
				URI.create(url(wrongChain) + "/keys"));
		assertThat(authenticator.authenticate(new Credentials(token.serialize(), null)).onErrorComplete().block())
			.isNull();
		assertThat(requests.get()).isZero();
	}

}
