package io.selvage.catalog.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.SharedVectors;
import io.selvage.catalog.entity.PolicyScope;
import io.selvage.catalog.resource.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Trees that real teams published.
 */
class RealTreesTests {

	private static final String WITH_PLACEHOLDERS = "apim-contract/apiops/RightShip-Tech+azure-apiops/SampleArtifacts";

	static Stream<Path> trees() throws IOException {
		List<Path> roots = new ArrayList<>();
		for (String folder : List.of("apim-contract/apiops", "policy-corpus/open/apiops")) {
			try (Stream<Path> paths = Files.walk(SharedVectors.conformance(folder), 3)) {
				paths
					.filter((path) -> Files.isDirectory(path.resolve("backends"))
							|| Files.isDirectory(path.resolve("apis")))
					.filter((path) -> !path.endsWith(Path.of(WITH_PLACEHOLDERS)))
					.forEach(roots::add);
			}
		}
		return roots.stream();
	}

	@ParameterizedTest
	@MethodSource("trees")
	void treeLoadsUnchanged(Path root) {
		Catalog catalog = new Catalog(List.of());
		LoadResult result = new DirectorySource(catalog, DirectoryOptions.of(root)).reload();
		assertThat(result.violations()).noneMatch(Violation::isError);
		assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.LOADED);
		assertThat(catalog.current().resources()).isNotEmpty();
	}

	@Test
	void sampleArtifactsOfTheToolkitAreCompletelyThere() {
		Catalog catalog = new Catalog(List.of());
		LoadResult result = new DirectorySource(catalog,
				DirectoryOptions.of(SharedVectors.conformance("apim-contract/apiops/Azure+apiops/SampleArtifacts")))
			.reload();
		assertThat(result.violations()).isEmpty();
		CatalogSnapshot snapshot = catalog.current();
		assertThat(snapshot.apis()).extracting((api) -> api.name())
			.containsExactly("basic-api", "graphql-api", "revisioned-api", "revisioned-api;rev=2", "soap-api",
					"versioned-api-v1", "versioned-api-v2", "wadl-api");
		assertThat(snapshot.operations("basic-api")).extracting((operation) -> operation.name())
			.contains("get-items", "create-item");
		assertThat(snapshot.operations("wadl-api")).extracting((operation) -> operation.match().urlTemplate())
			.containsExactly("/status");
		assertThat(snapshot.policy(new PolicyScope.ForOperation("revisioned-api;rev=2", "get-revision-v2")))
			.isNotNull();
		assertThat(snapshot.policy(PolicyScope.GLOBAL)).isNotNull();
		assertThat(snapshot.fragments()).hasSize(2);
		assertThat(snapshot.apisOf("product1")).containsExactly("basic-api", "revisioned-api", "versioned-api-v1");
		assertThat(snapshot.productsOf("soap-api")).extracting((product) -> product.name()).containsExactly("product2");
		assertThat(snapshot.versionSet("versionSet1")).isNotNull();
		assertThat(snapshot.api("versioned-api-v1").address().versionSet()).isEqualTo("versionSet1");
		assertThat(snapshot.namedValue("environment-name").value().reveal()).isEqualTo("scenario");
		assertThat(snapshot.subscriptions()).hasSize(2);
		assertThat(snapshot.diagnostics("basic-api")).hasSize(1);
	}

	@Test
	void treeWithPlaceholdersIsRefusedWithEachPlace() {
		Catalog catalog = new Catalog(List.of());
		LoadResult result = new DirectorySource(catalog,
				DirectoryOptions.of(SharedVectors.conformance(WITH_PLACEHOLDERS)))
			.reload();
		assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.REFUSED);
		assertThat(result.violations()).filteredOn(Violation::isError)
			.extracting((violation) -> violation.location().toString())
			.containsExactlyInAnyOrder("apis/helloworldfromfuncapp/specification.yaml:7:25",
					"apis/myversionedapi-v2/apiInformation.json:5:25",
					"apis/helloworldfromlogicapp/apiInformation.json:12:20");
		assertThat(catalog.current().resources()).isEmpty();
	}

}
