package io.selvage.catalog.directory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.resource.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tree with every kind of entity, written as each of the toolkits writes it, is the
 * same catalog.
 */
class LayoutVariantsTests {

	private static final String POLICY = "<policies><inbound><base /></inbound><backend><base /></backend>"
			+ "<outbound><base /></outbound><on-error><base /></on-error></policies>";

	@TempDir
	Path root;

	private static String body(String properties) {
		return "{\"properties\": {" + properties + "}}";
	}

	private static TestTree common(Path root) {
		return new TestTree(root).write("policy.xml", POLICY)
			.write("apis/a/apiInformation.json", body(
					"\"displayName\": \"A\", \"path\": \"a\", \"apiVersion\": \"v1\", \"apiVersionSetId\": \"/apiVersionSets/v\""))
			.write("apis/a/specification.yaml", TestTree.SEED_SPECIFICATION)
			.write("apis/a/policy.xml", POLICY)
			.write("apis/a/operations/get-value/policy.xml", POLICY)
			.write("apis/a/diagnostics/d/diagnosticInformation.json", body("\"loggerId\": \"/loggers/l\""))
			.write("apis/a/releases/r/apiReleaseInformation.json", body("\"notes\": \"n\""))
			.write("apis/a;rev=2/apiInformation.json", body("\"apiRevision\": \"2\", \"isCurrent\": false"))
			.write("apis/a;rev=2/specification.yaml", TestTree.SEED_SPECIFICATION)
			.backend("b", "https://b.example")
			.write("backends/p/backendInformation.json",
					body("\"type\": \"Pool\", \"pool\": {\"services\": [{\"id\": \"/backends/b\"}]}"))
			.write("products/p/productInformation.json", body("\"displayName\": \"P\", \"state\": \"published\""))
			.write("products/p/policy.xml", POLICY)
			.write("tags/t/tagInformation.json", body("\"displayName\": \"T\""))
			.write("gateways/g/gatewayInformation.json", body("\"locationData\": {\"name\": \"here\"}"))
			.write("subscriptions/s/subscriptionInformation.json",
					body("\"scope\": \"/products/p\", \"displayName\": \"S\""))
			.write("loggers/l/loggerInformation.json",
					body("\"loggerType\": \"applicationInsights\", \"credentials\": {\"k\": \"{{n}}\"}"))
			.write("diagnostics/d/diagnosticInformation.json", body("\"loggerId\": \"/loggers/l\""))
			.write("groups/gr/groupInformation.json", body("\"displayName\": \"G\""))
			.write("schemas/x/schemaInformation.json",
					body("\"schemaType\": \"json\", \"document\": {\"type\": \"object\"}"));
	}

	/** What only the names of folders and files tell apart. */
	private static TestTree named(Path root, String values, String fragments, String versionSet) {
		return common(root)
			.write(values + "/n/namedValueInformation.json", body("\"displayName\": \"n\", \"value\": \"v\""))
			.write(fragments + "/f/policyFragmentInformation.json", body("\"description\": \"d\""))
			.write(fragments + "/f/policy.xml", "<fragment><set-method>GET</set-method></fragment>")
			.write(versionSet, body("\"displayName\": \"V\", \"versioningScheme\": \"Segment\""));
	}

	private static Path older(Path root) {
		return named(root, "named values", "policy fragments", "version sets/v/versionSetInformation.json")
			.write("products/p/apis/a/productApiInformation.json", "{}")
			.write("products/p/groups/gr/productGroupInformation.json", "{}")
			.write("tags/t/apis/a/tagApiInformation.json", "{}")
			.write("tags/t/products/p/tagProductInformation.json", "{}")
			.write("gateways/g/apis/a/gatewayApiInformation.json", "{}")
			.root();
	}

	private static Path newer(Path root) {
		return named(root, "namedValues", "policyFragments", "versionSets/v/apiVersionSetInformation.json")
			.write("products/p/apis.json", "[{\"name\": \"a\"}]")
			.write("products/p/groups.json", "[{\"name\": \"gr\"}]")
			.write("apis/a/tags.json", "[{\"name\": \"t\"}]")
			.write("products/p/tags.json", "[{\"name\": \"t\"}]")
			.write("gateways/g/apis.json", "[\"a\"]")
			.root();
	}

	private static Map<String, String> load(Path root, String environment) {
		Catalog catalog = new Catalog(List.of());
		DirectoryOptions options = DirectoryOptions.of(root);
		LoadResult result = new DirectorySource(catalog, options.in(environment)).reload();
		assertThat(result.violations().stream().filter(Violation::isError)).isEmpty();
		return catalog.current()
			.resources()
			.collect(Collectors.toMap((resource) -> resource.id().path(), (resource) -> resource.view().toString(),
					(one, other) -> one, TreeMap::new));
	}

	@Test
	void bothWaysOfNamingMeanTheSameCatalog() {
		Map<String, String> older = load(older(this.root.resolve("older")), null);
		Map<String, String> newer = load(newer(this.root.resolve("newer")), null);
		assertThat(newer).isEqualTo(older);
		assertThat(older).containsKeys("/policies/policy", "/apis/a", "/apis/a/operations/get-value/policies/policy",
				"/apis/a/diagnostics/d", "/apis/a/releases/r", "/apis/a/tags/t", "/apis/a;rev=2/operations/get-values",
				"/backends/p", "/namedValues/n", "/policyFragments/f", "/apiVersionSets/v", "/products/p/apis/a",
				"/products/p/groups/gr", "/products/p/policies/policy", "/products/p/tags/t", "/gateways/g/apis/a",
				"/subscriptions/s", "/loggers/l", "/diagnostics/d", "/groups/gr", "/schemas/x");
		assertThat(older.get("/apis/a;rev=2")).contains("\"path\":\"a\"", "\"apiVersionSetId\"");
	}

	@Test
	void everyKindOfEntityIsOverridden() {
		older(this.root);
		new TestTree(this.root).write("configuration.test.yaml", """
				apimServiceName: other
				namedValues: [{name: n, properties: {value: overridden}}]
				backends: [{name: b, properties: {url: 'https://overridden.example'}}]
				apis:
				- name: a
				  properties: {serviceUrl: 'https://overridden.example'}
				  operations: [{name: get-value, properties: {description: overridden}}]
				  diagnostics: [{name: d, properties: {verbosity: overridden}}]
				  releases: [{name: r, properties: {notes: overridden}}]
				products: [{name: p, properties: {description: overridden}}]
				subscriptions: [{name: s, properties: {displayName: overridden}}]
				loggers: [{name: l, properties: {description: overridden}}]
				diagnostics: [{name: d, properties: {verbosity: overridden}}]
				tags: [{name: t, properties: {displayName: overridden}}]
				gateways: [{name: g, properties: {description: overridden}}]
				groups: [{name: gr, properties: {description: overridden}}]
				versionSets: [{name: v, properties: {description: overridden}}]
				policyFragments: [{name: f, properties: {description: overridden}}]
				schemas: [{name: x, properties: {description: overridden}}]
				""");
		Map<String, String> loaded = load(this.root, "test");
		assertThat(loaded.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().contains("overridden"))
			.map(Map.Entry::getKey)
			.toList()).containsExactlyInAnyOrder("/namedValues/n", "/backends/b", "/apis/a",
					"/apis/a/operations/get-value", "/apis/a/diagnostics/d", "/apis/a/releases/r", "/products/p",
					"/subscriptions/s", "/loggers/l", "/diagnostics/d", "/tags/t", "/gateways/g", "/groups/gr",
					"/apiVersionSets/v", "/policyFragments/f", "/schemas/x");
	}

}
