package io.selvage.catalog.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.entity.Certificate;
import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.Secret;
import io.selvage.catalog.resource.Violation;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.ClusterCertificates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that entities only refer to: when they are fetched, kept and replaced.
 */
class KeyVaultRefreshTests {

	private static final ResourceId KEY = ResourceId.parse("/namedValues/key");

	private static final ResourceId CLIENT = ResourceId.parse("/certificates/client");

	@TempDir
	private Path folder;

	private final Map<String, String> vault = new ConcurrentHashMap<>();

	private final List<String> refused = new ArrayList<>();

	private final KeyRing keys = new KeyRing(List.of(EncryptionKey.of(new byte[EncryptionKey.BYTES])));

	private KeyVaults vaults;

	private Catalog catalog;

	@BeforeEach
	void start() {
		this.vaults = vaults();
		this.catalog = catalog();
	}

	@Test
	void aNamedValueIsServedWithWhatItsVaultSays() {
		this.vault.put("a", "first");
		put();
		assertThat(named().value()).isEqualTo(Secret.of("first"));
		assertThat(named().secret()).isTrue();
		assertThat(this.vaults.status(reference("a")).code()).isEqualTo("Success");
	}

	@Test
	void anotherValueIsServedOnceItIsRefreshedAndTheSameOneChangesNothing() {
		this.vault.put("a", "first");
		put();
		NamedValue before = named();
		long version = this.catalog.current().version(KEY);
		refresh(KEY);
		assertThat(named()).isSameAs(before);
		this.vault.put("a", "second");
		refresh(KEY);
		assertThat(named().value()).isEqualTo(Secret.of("second"));
		assertThat(this.catalog.current().version(KEY)).isEqualTo(version);
	}

	@Test
	void aValueThatCannotBeHadLeavesTheLastOneAndSaysSo() {
		this.vault.put("a", "first");
		put();
		this.vault.clear();
		refresh(KEY);
		assertThat(named().value()).isEqualTo(Secret.of("first"));
		assertThat(this.vaults.status(reference("a")).isFailed()).isTrue();
		assertThat(this.vaults.status(reference("a")).message()).contains("not there");
		assertThat(this.vaults.failing()).isEqualTo(1);
	}

	@Test
	void aValueTheCatalogRefusesLeavesTheLastOneAndHoldsUpNoOther() {
		this.vault.putAll(Map.of("a", "first", "b", "first"));
		put();
		apply("/namedValues/other", "{\"displayName\":\"other\",\"keyVault\":{\"secretIdentifier\":\"test:b\"}}");
		this.refused.add("poison");
		this.vault.putAll(Map.of("a", "poison", "b", "second"));
		refresh(KEY);
		refresh(ResourceId.parse("/namedValues/other"));
		assertThat(named().value()).isEqualTo(Secret.of("first"));
		assertThat(this.catalog.current().namedValue("other").value()).isEqualTo(Secret.of("second"));
		assertThat(this.vaults.status(reference("a")).message()).contains("cannot be used").doesNotContain("poison");
	}

	@Test
	void aCertificateShowsItsThumbprintAndOneThatCannotBeOpenedLeavesTheLast() {
		CertificateIdentity first = ClusterCertificates.create("one").client();
		CertificateIdentity second = ClusterCertificates.create("two").client();
		this.vault.put("c", java.util.Base64.getEncoder().encodeToString(first.pfx("")));
		apply("/certificates/client", "{\"keyVault\":{\"secretIdentifier\":\"test:c\"}}");
		assertThat(certificate().thumbprint()).isEqualToIgnoringCase(first.thumbprint());
		assertThat(this.catalog.current().certificateByThumbprint(first.thumbprint())).isSameAs(certificate());
		this.vault.put("c", "not a certificate");
		refresh(CLIENT);
		assertThat(certificate().thumbprint()).isEqualToIgnoringCase(first.thumbprint());
		assertThat(this.vaults.status(reference("c")).isFailed()).isTrue();
		this.vault.put("c", second.privateKeyPem() + second.chainPem());
		refresh(CLIENT);
		assertThat(certificate().thumbprint()).isEqualToIgnoringCase(second.thumbprint());
		assertThat(this.catalog.current().certificateByThumbprint(first.thumbprint())).isNull();
	}

	@Test
	void aStartWhileTheVaultIsAwayTakesTheSealedCopy() throws IOException {
		this.vault.put("a", "precious");
		put();
		this.vaults.keep(Map.of(reference("a"), Secret.of("precious")));
		assertThat(Files.readString(this.folder.resolve("values"))).contains("test:a").doesNotContain("precious");
		this.vault.clear();
		start();
		put();
		assertThat(named().value()).isEqualTo(Secret.of("precious"));
		assertThat(this.vaults.status(reference("a")).isFailed()).isTrue();
	}

	@Test
	void whatNothingRefersToAnyMoreIsForgotten() {
		this.vault.put("a", "first");
		put();
		apply("/namedValues/key", "{\"displayName\":\"key\",\"value\":\"plain\"}");
		assertThat(this.catalog.current().vaultReferences()).isEmpty();
		assertThat(this.catalog.current().vaultValue(reference("a"))).isNull();
		assertThat(named().value()).isEqualTo(Secret.of("plain"));
	}

	private void put() {
		apply("/namedValues/key", "{\"displayName\":\"key\",\"keyVault\":{\"secretIdentifier\":\"test:a\"}}");
	}

	private void apply(String path, String properties) {
		this.catalog.apply(Changes.to(Layer.STORE)
			.put(new Resource(ResourceId.parse(path), (ObjectNode) JsonMapper.shared().readTree(properties))));
	}

	private void refresh(ResourceId id) {
		try (KeyVaultRefresh refresh = new KeyVaultRefresh(this.catalog, this.vaults, Duration.ofHours(4), () -> 0)) {
			StepVerifier.create(refresh.refresh(id)).verifyComplete();
		}
	}

	private NamedValue named() {
		return this.catalog.current().namedValue("key");
	}

	private Certificate certificate() {
		return this.catalog.current().certificate("client");
	}

	private static KeyVaultReference reference(String name) {
		return new KeyVaultReference("test:" + name, null);
	}

	private KeyVaults vaults() {
		SecretSource source = new SecretSource() {

			@Override
			public boolean supports(String identifier) {
				return identifier.startsWith("test:");
			}

			@Override
			public Mono<Secret> fetch(KeyVaultReference reference) {
				String value = KeyVaultRefreshTests.this.vault.get(reference.secretIdentifier().substring(5));
				return (value != null) ? Mono.just(Secret.of(value))
						: Mono.error(new SecretException("It is not there."));
			}

		};
		return new KeyVaults(List.of(source), Duration.ofSeconds(20), Clock.systemUTC(),
				new SealedValues(this.folder.resolve("values"), new Envelope(this.keys)));
	}

	private Catalog catalog() {
		return new Catalog(List.of((candidate, difference) -> candidate.namedValues()
			.stream()
			.filter((value) -> value.value() != null && this.refused.contains(value.value().reveal()))
			.map((value) -> Violation.error(KEY, "value", "It is refused."))
			.toList()), this.vaults);
	}

}
