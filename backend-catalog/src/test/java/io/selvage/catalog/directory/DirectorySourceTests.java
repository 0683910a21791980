package io.selvage.catalog.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.EntityValidator;
import io.selvage.catalog.entity.Backend;
import io.selvage.catalog.entity.ContentSchema;
import io.selvage.catalog.entity.Operation;
import io.selvage.catalog.entity.PolicyScope;
import io.selvage.catalog.entity.PolicyText;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.SourceLocation;
import io.selvage.catalog.resource.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DirectorySourceTests {

	@TempDir
	Path root;

	private final Catalog catalog = new Catalog(List.of());

	@Test
	void seedConfigurationIsServed() {
		TestTree.seed(this.root);
		assertThat(source().reload().outcome()).isEqualTo(LoadResult.Outcome.LOADED);
		CatalogSnapshot snapshot = this.catalog.current();
		assertThat(snapshot.backend("SFBackend")).isInstanceOfSatisfying(Backend.ServiceFabric.class, (backend) -> {
			assertThat(backend.serviceName()).isEqualTo("fabric:/SFBackendForAPIM/WebAPI_Backend");
			assertThat(backend.connection().tls().validateChain()).isFalse();
			assertThat(backend.connection().tls().validateName()).isTrue();
			assertThat(backend.cluster().maxPartitionResolutionRetries()).isEqualTo(5);
			assertThat(backend.cluster().clientCertificate().thumbprint()).startsWith("76E97E3A");
		});
		assertThat(snapshot.operations("fabric")).extracting(Operation::name)
			.containsExactly("get-value", "get-values");
		assertThat(snapshot.operation("fabric", "get-values").match().urlTemplate()).isEqualTo("/api/values");
		PolicyText policy = snapshot.policy(new PolicyScope.ForApi("fabric")).text();
		assertThat(policy.format()).isEqualTo(PolicyText.Format.RAWXML);
		assertThat(policy.value()).isEqualTo(TestTree.SEED_POLICY);
	}

	@Test
	void nothingIsReadAgainWhileNothingChanges() {
		TestTree.seed(this.root);
		DirectorySource source = source();
		source.reload();
		assertThat(source.reload().outcome()).isEqualTo(LoadResult.Outcome.UNCHANGED);
	}

	@Test
	void changeOfOneFileLeavesEveryOtherEntityTheSameObject() {
		TestTree tree = TestTree.seed(this.root).backend("other", "https://one.example");
		DirectorySource source = source();
		source.reload();
		CatalogSnapshot before = this.catalog.current();
		tree.backend("other", "https://two.example");
		assertThat(source.reload().outcome()).isEqualTo(LoadResult.Outcome.LOADED);
		CatalogSnapshot after = this.catalog.current();
		assertThat(after.revision()).isEqualTo(before.revision() + 1);
		assertThat(after.backend("other")).isNotSameAs(before.backend("other"));
		assertThat(after.backend("sfbackend")).isSameAs(before.backend("sfbackend"));
		assertThat(after.api("fabric")).isSameAs(before.api("fabric"));
		assertThat(after.operation("fabric", "get-value")).isSameAs(before.operation("fabric", "get-value"));
		assertThat(after.policy(new PolicyScope.ForApi("fabric")))
			.isSameAs(before.policy(new PolicyScope.ForApi("fabric")));
	}

	@Test
	void brokenJsonIsReportedWithItsPlaceAndTheOldStateIsServed() {
		TestTree tree = TestTree.seed(this.root);
		DirectorySource source = source();
		source.reload();
		CatalogSnapshot before = this.catalog.current();
		tree.write("backends/sfbackend/backendInformation.json", "{\"properties\": {\n  \"url\": s3cr3t }}");
		LoadResult result = source.reload();
		assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.REFUSED);
		assertThat(result.violations()).singleElement()
			.asString()
			.startsWith("backends/sfbackend/backendInformation.json:2:")
			.contains("Unrecognized token")
			.doesNotContain("s3cr3t");
		assertThat(this.catalog.current()).isSameAs(before);
		assertThat(source.last()).isEqualTo(result);
	}

	@Test
	void wrongValueIsReportedWithLineAndColumn() {
		TestTree.seed(this.root).backend("a", "https://a.example").write("backends/pool/backendInformation.json", """
				{
				  "properties": {
				    "type": "pool",
				    "pool": {
				      "services": [
				        {"id": "/backends/a"},
				        {"id": "/backends/a", "weight": 101}
				      ]
				    }
				  }
				}
				""");
		LoadResult result = source().reload();
		assertThat(result.violations()).filteredOn(Violation::isError).singleElement().satisfies((violation) -> {
			assertThat(violation.location())
				.isEqualTo(new SourceLocation("backends/pool/backendInformation.json", 7, 31));
			assertThat(violation.target()).isEqualTo("pool.services[1].weight");
			assertThat(violation.message()).isEqualTo("The field Weight must be between 0 and 100.");
		});
	}

	@Test
	void allErrorsOfATreeAreReportedAtOnce() {
		new TestTree(this.root).write("backends/a/backendInformation.json", "{")
			.write("backends/b/backendInformation.json", "{\"properties\": {\"protocol\": \"ftp\"}}")
			.write("apis/c/apiInformation.json", "{\"properties\": {\"path\": \"/c\"}}")
			.write("apis/d/specification.yaml", "openapi: 3.0.1");
		assertThat(source().reload().violations()).extracting((violation) -> violation.location().file())
			.contains("backends/a/backendInformation.json", "backends/b/backendInformation.json",
					"apis/c/apiInformation.json", "apis/d/specification.yaml");
	}

	@Test
	void missingPoolMemberIsReportedInTheFileOfThePool() {
		new TestTree(this.root).write("backends/pool/backendInformation.json", """
				{"properties": {"type": "Pool",
				  "pool": {"services": [{"id": "/backends/gone"}]}}}
				""");
		assertThat(source().reload().violations()).singleElement()
			.asString()
			.startsWith("backends/pool/backendInformation.json:2:3:")
			.endsWith("pool: Backend Entity 'gone' not found.");
	}

	@Test
	void violationOfTheCompilerKeepsItsPositionAndGetsItsFile() {
		ResourceId policy = ResourceId.parse("/apis/fabric/policies/policy");
		EntityValidator compiler = (candidate, difference) -> List
			.of(Violation.error(policy, "set-backend-service", "no").at(new SourceLocation(null, 4, 10)));
		TestTree.seed(this.root);
		LoadResult result = new DirectorySource(new Catalog(List.of(compiler)), DirectoryOptions.of(this.root))
			.reload();
		assertThat(result.violations()).singleElement()
			.extracting((violation) -> violation.location().toString())
			.isEqualTo("apis/fabric/policy.xml:4:10");
	}

	@Test
	void removalOfABackendThatAPolicyNamesIsRefused() {
		TestTree tree = TestTree.seed(this.root);
		DirectorySource source = source();
		source.reload();
		tree.delete("backends/sfbackend/backendInformation.json");
		assertThat(source.reload().violations()).singleElement()
			.extracting(Violation::message)
			.isEqualTo(
					"The Backend 'sfbackend' is used by the following entities:\r\n/apis/fabric/policies/policy\r\n");
		assertThat(this.catalog.current().backend("sfbackend")).isNotNull();
	}

	@Test
	void resolveConditionThatTakesEveryOtherAnswerForAFailureIsWarnedOf() {
		TestTree.seed(this.root)
			.write("apis/fabric/policy.xml",
					TestTree.SEED_POLICY.replace(" || context.LastError?.Reason == \"BackendConnectionFailure\"", ""));
		assertThat(source().reload().violations()).filteredOn((violation) -> violation.target().startsWith("sf-"))
			.singleElement()
			.satisfies((violation) -> {
				assertThat(violation.isError()).isFalse();
				assertThat(violation.location().toString()).isEqualTo("apis/fabric/policy.xml:4:53");
			});
	}

	@Test
	void bothNamingVariantsAndTheListsOfOlderToolkitsAreUnderstood() {
		new TestTree(this.root).write("namedValues/one/namedValueInformation.json", value("one"))
			.write("named values/two/namedValueInformation.json", value("two"))
			.write("policyFragments/f/policy.xml", "<fragment><base /></fragment>")
			.write("policy fragments/g/policy.xml", "<fragment><base /></fragment>")
			.write("policy fragments/g/policyFragmentInformation.json", "{\"properties\": {\"description\": \"d\"}}")
			.write("versionSets/v/versionSetInformation.json", versionSet())
			.write("version sets/w/apiVersionSetInformation.json", versionSet())
			.write("apis/a/apiInformation.json", "{\"properties\": {\"path\": \"a\"}}")
			.write("apis/a/tags.json", "[{\"name\": \"t\"}]")
			.write("apis/a/operations/o/operationInformation.json",
					"{\"properties\": {\"displayName\": \"o\", \"method\": \"GET\", \"urlTemplate\": \"/o\"}}")
			.write("apis/a/operations/o/policy.xml", "<policies><inbound /></policies>")
			.write("products/p/productInformation.json", "{\"properties\": {\"displayName\": \"p\"}}")
			.write("products/p/apis.json", "[{\"name\": \"a\"}]")
			.write("tags/t/tagInformation.json", "{\"properties\": {\"displayName\": \"t\"}}")
			.write("tags/t/products/p/tagProductInformation.json", "{}");
		assertThat(source().reload().violations()).isEmpty();
		CatalogSnapshot snapshot = this.catalog.current();
		assertThat(snapshot.namedValues()).extracting((value) -> value.displayName()).containsExactly("one", "two");
		assertThat(snapshot.fragments()).extracting((fragment) -> fragment.name()).containsExactly("f", "g");
		assertThat(snapshot.versionSet("v")).isNotNull();
		assertThat(snapshot.versionSet("w")).isNotNull();
		assertThat(snapshot.apisOf("p")).containsExactly("a");
		assertThat(snapshot.policy(new PolicyScope.ForOperation("a", "o"))).isNotNull();
		assertThat(snapshot.resource(ResourceId.parse("/apis/a/tags/t"))).isNotNull();
		assertThat(snapshot.resource(ResourceId.parse("/products/p/tags/t"))).isNotNull();
	}

	@Test
	void resourceThatTwoFoldersGiveIsRefused() {
		new TestTree(this.root).write("namedValues/one/namedValueInformation.json", value("one"))
			.write("named values/one/namedValueInformation.json", value("one"));
		assertThat(source().reload().violations()).singleElement().asString().contains("is already given by");
	}

	@Test
	void revisionInheritsFromTheCurrentOne() {
		TestTree.seed(this.root)
			.write("apis/fabric;rev=2/apiInformation.json",
					"{\"properties\": {\"apiRevisionDescription\": \"second\"}}")
			.write("apis/fabric;rev=2/specification.yaml", TestTree.SEED_SPECIFICATION);
		source().reload();
		assertThat(this.catalog.current().api("fabric;rev=2")).satisfies((api) -> {
			assertThat(api.address().path()).isEqualTo("fabric");
			assertThat(api.revision().number()).isEqualTo("2");
			assertThat(api.revision().isCurrent()).isFalse();
			assertThat(api.revision().apiId()).isEqualTo("fabric");
			assertThat(api.access().subscriptionRequired()).isFalse();
		});
	}

	@Test
	void configurationOfTheEnvironmentOverridesTheTree() {
		TestTree.seed(this.root)
			.write("named values/key/namedValueInformation.json",
					"{\"properties\": {\"displayName\": \"key\", \"secret\": true}}")
			.write("configuration.prod.yaml", """
					apimServiceName: prod-service
					namedValues:
					  - name: key
					    properties:
					      value: "{#THE_KEY#}"
					apis:
					  - name: fabric
					    properties:
					      serviceUrl: https://prod.example
					    operations:
					      - name: get-values
					        properties: {displayName: Values}
					backends:
					  - name: missing
					    properties: {url: https://nowhere.example}
					""");
		DirectoryOptions options = new DirectoryOptions(this.root, "prod", Map.of("THE_KEY", "k3y")::get,
				Duration.ZERO);
		LoadResult result = new DirectorySource(this.catalog, options).reload();
		assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.LOADED);
		assertThat(this.catalog.current().namedValue("key").value().reveal()).isEqualTo("k3y");
		assertThat(this.catalog.current().api("fabric").serviceUrl()).isEqualTo("https://prod.example");
		assertThat(this.catalog.current().api("fabric").address().path()).isEqualTo("fabric");
		assertThat(this.catalog.current().operation("fabric", "get-values").displayName()).isEqualTo("Values");
		assertThat(result.violations())
			.filteredOn((violation) -> ResourceId.parse("/backends/missing").equals(violation.resource()))
			.hasSize(1);
	}

	@Test
	void missingConfigurationAndMissingTokenAreErrors() {
		TestTree tree = TestTree.seed(this.root);
		DirectoryOptions options = new DirectoryOptions(this.root, "test", (token) -> null, Duration.ZERO);
		DirectorySource source = new DirectorySource(this.catalog, options);
		assertThat(source.reload().violations()).anyMatch(
				(violation) -> violation.isError() && violation.location().file().equals("configuration.test.yaml"));
		tree.write("configuration.test.yaml", "namedValues:\n- name: a\n  properties: {value: '{#X#}'}\n");
		assertThat(source.reload().violations()).filteredOn(Violation::isError)
			.singleElement()
			.asString()
			.startsWith("configuration.test.yaml:3:24: {#X#}");
	}

	@Test
	void unknownFilesAreReportedAndTemporaryOnesAreNot() {
		TestTree.seed(this.root)
			.write("backends/sfbackend/.backendInformation.json.swp", "x")
			.write("backends/sfbackend/backendInformation.json.tmp", "x")
			.write("notes/readme.txt", "x");
		LoadResult result = source().reload();
		assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.LOADED);
		assertThat(result.violations()).filteredOn((violation) -> violation.message().contains("no place"))
			.singleElement()
			.asString()
			.startsWith("notes/readme.txt");
	}

	@Test
	void groupsThatEveryServiceHasNeedNoFile() {
		new TestTree(this.root)
			.write("products/p/productInformation.json", "{\"properties\": {\"displayName\": \"p\"}}")
			.write("products/p/groups.json", "[{\"name\": \"Developers\"}, {\"name\": \"mine\"}]");
		assertThat(source().reload().violations()).singleElement().asString().contains("/groups/mine");
	}

	@Test
	void fileThatIsTooLargeIsReported() {
		TestTree.seed(this.root).write("huge.json", " ".repeat(9 * 1024 * 1024));
		assertThat(source().reload().violations()).singleElement().asString().contains("huge.json is larger than");
	}

	@Test
	void directoryThatDoesNotExistIsReported() {
		LoadResult result = new DirectorySource(this.catalog, DirectoryOptions.of(this.root.resolve("none"))).reload();
		assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.REFUSED);
		assertThat(result.violations()).singleElement().asString().contains("none");
	}

	private DirectorySource source() {
		return new DirectorySource(this.catalog, DirectoryOptions.of(this.root));
	}

	private static String value(String name) {
		return "{\"properties\": {\"displayName\": \"" + name + "\", \"value\": \"v\"}}";
	}

	private static String versionSet() {
		return "{\"properties\": {\"displayName\": \"v\", \"versioningScheme\": \"segment\"}}";
	}

	@Test
	void schemasOfTheServiceMayHaveTheirDocumentInAFileOfItsOwn() {
		TestTree tree = new TestTree(this.root)
			.write("schemas/order/schemaInformation.json",
					"{\"properties\": {\"schemaType\": \"json\", \"description\": \"d\"}}")
			.write("schemas/order/schema.json", "{\"type\": \"object\", \"default\": null}")
			.write("schemas/xml/schema.xml", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>")
			.write("schemas/inside/schemaInformation.json",
					"{\"properties\": {\"schemaType\": \"json\", \"document\": {\"type\": \"string\"}}}");
		assertThat(source().reload().outcome()).isEqualTo(LoadResult.Outcome.LOADED);
		CatalogSnapshot snapshot = this.catalog.current();
		assertThat(snapshot.contentSchema("ORDER")).isInstanceOfSatisfying(ContentSchema.Json.class,
				(schema) -> assertThat(schema.document().toString())
					.isEqualTo("{\"type\":\"object\",\"default\":null}"));
		assertThat(snapshot.contentSchema("xml")).isInstanceOf(ContentSchema.Xml.class);
		assertThat(snapshot.contentSchema("inside")).isInstanceOf(ContentSchema.Json.class);
		tree.write("schemas/xml/schema.xml", "<schema>\n<");
		LoadResult refused = source().reload();
		assertThat(refused.violations()).first()
			.hasToString("schemas/xml/schema.xml:2:2: /schemas/xml value: The schema is not well-formed XML: "
					+ "error on line 2, column 2.");
	}

}
