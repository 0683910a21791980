package io.selvage.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.selvage.catalog.entity.Backend;
import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.Origin;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.Violation;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogTests {

	private final Catalog catalog = new Catalog(List.of());

	@Test
	void changesTakeEffectAsAWholeOrNotAtAll() {
		Changes changes = Changes.to(Layer.STORE).put(backend("a")).put(pool("p", "a", "gone"));
		assertThatThrownBy(() -> this.catalog.apply(changes)).isInstanceOfSatisfying(CatalogException.class, (ex) -> {
			assertThat(ex.error()).isEqualTo(CatalogError.VALIDATION);
			assertThat(ex.violations()).singleElement()
				.isEqualTo(Violation.error(id("/backends/p"), "pool", "Backend Entity 'gone' not found."));
		});
		assertThat(this.catalog.current()).isSameAs(CatalogSnapshot.EMPTY);
	}

	@Test
	void subscribersSeeTheCurrentSnapshotAndEachLaterOne() {
		StepVerifier.create(this.catalog.changes().map(CatalogSnapshot::revision).take(3))
			.expectNext(0L)
			.then(() -> this.catalog.apply(Changes.to(Layer.STORE).put(backend("a"))))
			.expectNext(1L)
			.then(() -> this.catalog.apply(Changes.to(Layer.STORE).put(backend("a"))))
			.then(() -> this.catalog.apply(Changes.to(Layer.STORE).put(backend("b"))))
			.expectNext(2L)
			.verifyComplete();
	}

	@Test
	void candidateThatWasOvertakenIsNotPublished() {
		Candidate first = this.catalog.prepare(Changes.to(Layer.STORE).put(backend("a")));
		this.catalog.apply(Changes.to(Layer.STORE).put(backend("b")));
		assertThatThrownBy(() -> this.catalog.publish(first)).isInstanceOfSatisfying(CatalogException.class,
				(ex) -> assertThat(ex.error()).isEqualTo(CatalogError.CONCURRENT_CHANGE));
		assertThat(this.catalog.current().backend("a")).isNull();
	}

	@Test
	void directoryHidesTheStoreAndUncoversItWhenItGoes() {
		this.catalog.apply(Changes.to(Layer.STORE).put(backend("a")));
		this.catalog.apply(Changes.replacing(Layer.DIRECTORY,
				List.of(read("/backends/A", "{'url': 'https://file.example', 'protocol': 'http'}").resource())));
		assertThat(this.catalog.current().backend("a")).isInstanceOfSatisfying(Backend.Single.class,
				(backend) -> assertThat(backend.url()).isEqualTo("https://file.example"));
		assertThat(this.catalog.current().layer(id("/backends/a"))).isEqualTo(Layer.DIRECTORY);
		assertThat(this.catalog.current().resources(Layer.STORE)).hasSize(1);
		this.catalog.apply(Changes.replacing(Layer.DIRECTORY, List.of()));
		assertThat(this.catalog.current().backend("a")).isInstanceOfSatisfying(Backend.Single.class,
				(backend) -> assertThat(backend.url()).isEqualTo("https://a.example"));
	}

	@Test
	void validatorsSeeTheCandidateAndWhatDiffers() {
		AtomicReference<Difference> seen = new AtomicReference<>();
		Catalog judged = new Catalog(List.of((candidate, difference) -> {
			seen.set(difference);
			return (candidate.backend("bad") == null) ? List.of()
					: List.of(Violation.error(id("/backends/bad"), "x", "no"));
		}));
		judged.apply(Changes.to(Layer.STORE).put(backend("a")).put(backend("b")));
		assertThat(seen.get().changed()).containsExactly(id("/backends/a"), id("/backends/b"));
		assertThatThrownBy(() -> judged.apply(Changes.to(Layer.STORE).put(backend("bad")))).hasMessageContaining("no");
		judged.apply(Changes.to(Layer.STORE).delete(id("/backends/b")));
		assertThat(seen.get().removed()).containsExactly(id("/backends/b"));
		assertThat(seen.get().changed()).isEmpty();
	}

	@Test
	void poolOfPoolsIsRefusedAlsoWhenAMemberBecomesOne() {
		this.catalog.apply(Changes.to(Layer.STORE).put(backend("a")).put(backend("b")).put(pool("p", "a", "b")));
		assertThatThrownBy(() -> this.catalog.apply(Changes.to(Layer.STORE).put(pool("q", "p"))))
			.hasMessageContaining("is a pool");
		assertThatThrownBy(() -> this.catalog.apply(Changes.to(Layer.STORE).put(pool("a", "b"))))
			.hasMessageContaining("/backends/p pool: Backend Entity 'a' is a pool");
	}

	@Test
	void whatIsInUseCannotBeDeletedAndItsUsersAreListed() {
		this.catalog.apply(Changes.to(Layer.STORE)
			.put(backend("a"))
			.put(read("/namedValues/n", "{'displayName': 'the-key', 'value': 'v'}"))
			.put(read("/backends/b",
					"{'url': 'https://b.example', 'protocol': 'http', 'credentials': {'header': {'x': ['{{the-key}}']}}}"))
			.put(pool("p", "a"))
			.put(read("/policyFragments/frag1", "{'value': '<fragment />'}"))
			.put(read("/policies/policy",
					"{'format': 'rawxml', 'value': '<policies><inbound><include-fragment fragment-id=`frag1` /><set-backend-service backend-id=`a` /></inbound></policies>'}")));
		assertRefused("/policyFragments/frag1",
				"The Policy Fragment 'frag1' is used by the following entities:\r\n/policies/policy\r\n");
		assertRefused("/backends/a",
				"The Backend 'a' is used by the following entities:\r\n/backends/p\r\n/policies/policy\r\n");
		assertRefused("/namedValues/n", "The Named Value 'n' is used by the following entities:\r\n/backends/b\r\n");
		this.catalog.apply(Changes.to(Layer.STORE).delete(id("/policies/policy")).delete(id("/policyFragments/frag1")));
		assertThat(this.catalog.current().fragment("frag1")).isNull();
	}

	@Test
	void warningsFollowTheStateTheyAreAbout() {
		this.catalog.apply(Changes.to(Layer.STORE)
			.put(read("/backends/b",
					"{'url': 'https://b.example', 'protocol': 'http', 'tls': {'validateCertificateChain': false}, 'credentials': {'certificateIds': ['/certificates/c']}}")));
		assertThat(targets()).containsExactlyInAnyOrder("tls.validateCertificateChain", "/certificates/c");
		this.catalog.apply(Changes.to(Layer.STORE)
			.put(read("/certificates/c", "{'keyVault': {'secretIdentifier': 'https://v.example/c'}}")));
		assertThat(targets()).containsExactly("tls.validateCertificateChain");
		this.catalog.apply(Changes.to(Layer.STORE).put(backend("b")));
		assertThat(targets()).isEmpty();
	}

	@Test
	void poolWithoutBreakersIsWarnedOf() {
		Candidate candidate = this.catalog
			.apply(Changes.to(Layer.STORE).put(backend("a")).put(backend("b")).put(pool("p", "a", "b")));
		assertThat(candidate.warnings()).singleElement()
			.extracting(Violation::resource, Violation::target)
			.containsExactly(id("/backends/p"), "pool");
	}

	@Test
	void versionsOfAnApiDifferInMoreThanCase() {
		this.catalog.apply(Changes.to(Layer.STORE)
			.put(read("/apiVersionSets/s", "{'displayName': 's', 'versioningScheme': 'Segment'}"))
			.put(read("/apis/a", "{'path': 'x', 'apiVersion': 'v1', 'apiVersionSetId': '/apiVersionSets/s'}")));
		assertThatThrownBy(() -> this.catalog.apply(Changes.to(Layer.STORE)
			.put(read("/apis/b", "{'path': 'x', 'apiVersion': 'V1', 'apiVersionSetId': '/apiVersionSets/s'}"))))
			.hasMessageContaining("The path 'x' with the version 'V1' is already used by the API 'a'.");
	}

	@Test
	void anApiIsInOneProductThatNeedsNoSubscription() {
		this.catalog.apply(Changes.to(Layer.STORE)
			.put(read("/apis/a", "{'path': 'a'}"))
			.put(read("/apis/b", "{'path': 'b'}"))
			.put(read("/products/open", "{'displayName': 'o', 'subscriptionRequired': false}"))
			.put(read("/products/other", "{'displayName': 'p', 'subscriptionRequired': false}"))
			.put(read("/products/closed", "{'displayName': 'c'}"))
			.put(read("/products/open/apis/a", "{}"))
			.put(read("/products/other/apis/b", "{}"))
			.put(read("/products/closed/apis/a", "{}")));
		assertThatThrownBy(() -> this.catalog.apply(Changes.to(Layer.STORE).put(read("/products/other/apis/a", "{}"))))
			.hasMessageContaining("The API 'a' is in the product 'open', which needs no subscription either");
		assertThatThrownBy(() -> this.catalog.apply(Changes.to(Layer.STORE)
			.put(read("/products/closed", "{'displayName': 'c', 'subscriptionRequired': false}"))))
			.hasMessageContaining("/products/closed subscriptionRequired: The API 'a'");
	}

	@Test
	void subscriptionsWithTheSameKeyAreToldOfWithoutTheKey() {
		this.catalog.apply(Changes.to(Layer.STORE)
			.put(read("/subscriptions/s", "{'displayName': 's', 'scope': '/apis', 'primaryKey': 'canary'}")));
		Candidate candidate = this.catalog.prepare(Changes.to(Layer.STORE)
			.put(read("/subscriptions/t",
					"{'displayName': 't', 'scope': '/apis', 'primaryKey': 'k', 'secondaryKey': 'canary'}")));
		assertThat(candidate.warnings()).singleElement()
			.hasToString("/subscriptions/t secondaryKey: The subscription 's' has the same key: requests with it are "
					+ "taken for its.");
	}

	@Test
	void addressesOfApisMethodsOfOperationsAndDisplayNamesAreUnique() {
		this.catalog.apply(Changes.to(Layer.STORE)
			.put(read("/apis/a", "{'path': 'x'}"))
			.put(read("/apis/a/operations/o", "{'displayName': 'o', 'method': 'GET', 'urlTemplate': '/o'}"))
			.put(read("/namedValues/n", "{'displayName': 'n', 'value': 'v'}")));
		List<String> messages = new ArrayList<>();
		for (Reading again : List.of(read("/apis/b", "{'path': 'X'}"),
				read("/apis/a/operations/p", "{'displayName': 'p', 'method': 'get', 'urlTemplate': '/o'}"),
				read("/namedValues/m", "{'displayName': 'n', 'value': 'v'}"))) {
			assertThatThrownBy(() -> this.catalog.apply(Changes.to(Layer.STORE).put(again)))
				.isInstanceOfSatisfying(CatalogException.class, (ex) -> messages.add(ex.violations().get(0).message()));
		}
		assertThat(messages).containsExactly("The path 'X' is already used by the API 'a'.",
				"The operation 'o' already has the method and urlTemplate GET /o.",
				"The named value 'm' already has the display name 'n'.");
	}

	private List<String> targets() {
		return this.catalog.current().warnings().stream().map(Violation::target).toList();
	}

	private void assertRefused(String path, String message) {
		assertThatThrownBy(() -> this.catalog.apply(Changes.to(Layer.STORE).delete(id(path)))).isInstanceOfSatisfying(
				CatalogException.class, (ex) -> assertThat(ex.violations()).singleElement().satisfies((violation) -> {
					assertThat(violation.target()).isEmpty();
					assertThat(violation.message()).isEqualTo(message);
				}));
	}

	private static Reading backend(String name) {
		return read("/backends/" + name, "{'url': 'https://" + name + ".example', 'protocol': 'http'}");
	}

	private static Reading pool(String name, String... members) {
		List<String> services = new ArrayList<>();
		for (String member : members) {
			services.add("{'id': '/backends/" + member + "'}");
		}
		return read("/backends/" + name,
				"{'type': 'Pool', 'pool': {'services': [" + String.join(",", services) + "]}}");
	}

	private static Reading read(String path, String properties) {
		String json = "{\"properties\": " + properties.replace('\'', '"').replace("`", "\\\"") + "}";
		return ResourceReader.read(id(path), ContractJson.parse(json), Origin.REQUEST);
	}

	private static ResourceId id(String path) {
		return ResourceId.parse(path);
	}

}
