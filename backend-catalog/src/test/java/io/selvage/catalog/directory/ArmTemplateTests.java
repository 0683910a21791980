package io.selvage.catalog.directory;

import java.nio.file.Path;
import java.util.List;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.entity.Backend;
import io.selvage.catalog.entity.PolicyScope;
import io.selvage.catalog.resource.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ArmTemplateTests {

	private static final String SCHEMA = "\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\"";

	@TempDir
	Path root;

	private final Catalog catalog = new Catalog(List.of());

	@Test
	void resourcesOfATemplateAreServed() {
		write("""
				{%s,
				 "parameters": {"apim": {"type": "string", "defaultValue": "my-service"}, "host": {"defaultValue": "[concat('b', '.example')]"}},
				 "variables": {"path": "it''s [not] an expression"},
				 "resources": [
				  {"type": "Microsoft.Web/sites", "name": "other", "properties": {}},
				  {"type": "Microsoft.ApiManagement/service", "name": "[parameters('apim')]", "resources": [
				    {"type": "backends", "name": "nested", "properties": {"url": "https://n.example", "protocol": "http"}}]},
				  {"type": "Microsoft.ApiManagement/service/backends", "name": "[format('{0}/{1}', parameters('apim'), 'b')]",
				   "dependsOn": ["[resourceId('Microsoft.ApiManagement/service', parameters('apim'))]"],
				   "properties": {"url": "[concat('https://', parameters('host'))]", "protocol": "http", "description": "[[literal]"}},
				  {"type": "Microsoft.ApiManagement/service/backends", "name": "my-service/pool", "properties": {"type": "Pool", "pool": {"services": [
				     {"id": "[resourceId('Microsoft.ApiManagement/service/backends', parameters('apim'), 'b')]", "weight": "3"}]}}},
				  {"type": "Microsoft.ApiManagement/service/backends", "condition": false, "name": "my-service/off", "properties": {}},
				  {"type": "Microsoft.ApiManagement/service/apis", "name": "my-service/a",
				   "properties": {"path": "a", "format": "openapi", "value": "{\\"openapi\\": \\"3.0.1\\", \\"info\\": {\\"title\\": \\"T\\", \\"version\\": \\"1\\"}, \\"paths\\": {\\"/o\\": {\\"get\\": {\\"operationId\\": \\"o\\", \\"responses\\": {}}}}}"},
				   "resources": [{"type": "policies", "name": "policy", "properties": {"format": "rawxml", "value": "<policies><inbound /></policies>"}}]}
				 ]}
				""");
		LoadResult result = source().reload();
		assertThat(result.violations()).noneMatch(Violation::isError);
		assertThat(this.catalog.current().backends()).extracting(Backend::name).containsExactly("b", "nested", "pool");
		assertThat(this.catalog.current().backend("b")).isInstanceOfSatisfying(Backend.Single.class, (backend) -> {
			assertThat(backend.url()).isEqualTo("https://b.example");
			assertThat(backend.info().description()).isEqualTo("[literal]");
		});
		assertThat(this.catalog.current().backend("pool")).isInstanceOfSatisfying(Backend.Pool.class,
				(pool) -> assertThat(pool.members().get(0).backend()).isEqualTo("b"));
		assertThat(this.catalog.current().operation("a", "o")).isNotNull();
		assertThat(this.catalog.current().policy(new PolicyScope.ForApi("a"))).isNotNull();
	}

	@Test
	void wrongPropertyIsReportedWithItsPlaceInTheTemplate() {
		write("""
				{%s,
				 "resources": [
				  {"type": "Microsoft.ApiManagement/service/backends", "name": "s/b",
				   "properties": {
				     "url": "https://b.example",
				     "protocol": "ftp"}}]}
				""");
		assertThat(source().reload().violations()).singleElement()
			.asString()
			.startsWith("template.json:6:6: /backends/b protocol:");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "[reference('x').url] | is only known to Resource Manager",
					"[uniqueString('x')] | the function 'uniqueString' is not known here",
					"[parameters('none')] | the parameter 'none' has no value in the template",
					"[concat('a', 'b'] | ')' is missing", "[concat('a] | a quote is missing", "[] | it ends too early",
					"[concat('a') x] | there is something behind its end", "[variables('loop')] | refers to itself" })
	void expressionThatCannotBeEvaluatedIsReported(String expression, String reason) {
		write("{%s, \"variables\": {\"loop\": \"[variables('loop')]\"}, \"resources\": [{\"type\": \"Microsoft.ApiManagement/service/backends\", \"name\": \"s/b\", "
				+ "\"properties\": {\"url\": \"" + expression + "\", \"protocol\": \"http\"}}]}");
		LoadResult result = source().reload();
		assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.REFUSED);
		assertThat(result.violations()).singleElement().asString().startsWith("template.json:1:").contains(reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"\"type\": \"Microsoft.ApiManagement/service/nothing\", \"name\": \"s/b\" | is not known",
			"\"type\": \"Microsoft.ApiManagement/service/backends\", \"name\": \"b\" | must have 2 segments",
			"\"type\": \"Microsoft.ApiManagement/service/backends\", \"name\": \"s/b\", \"copy\": {} | 'copy'" })
	void resourceThatIsNotUnderstoodIsReported(String resource, String reason) {
		write("{%s, \"resources\": [{" + resource + "}]}");
		assertThat(source().reload().violations()).singleElement().asString().contains(reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "[parameters('o').list[1].name] | deep",
			"[parameters('o')['text']] | t", "[if(equals(parameters('n'), 7), 'yes', 'no')] | yes",
			"[if(not(and(true(), greater(parameters('n'), 9))), concat('a', string(add(1, 2))), '')] | a3",
			"[replace(toUpper('xyz'), 'Y', '-')] | X-Z", "[first(split('a,b', ','))] | a",
			"[join(concat(createArray('a'), createArray('b')), '+')] | a+b", "[uri('http://h/a/', 'b')] | http://h/a/b",
			"[uriComponent('a b/c')] | a%20b%2Fc", "[substring('abcdef', 1, 3)] | bcd", "[last('abc')] | c",
			"[string(length(parameters('o').list))] | 2", "[coalesce(null(), 'x')] | x",
			"[json('{\\\"a\\\": \\\"b\\\"}').a] | b", "[string(contains(createObject('k', 1), 'k'))] | true",
			"[resourceId('rg', 'Microsoft.ApiManagement/service/backends', 's', 'b')] | /providers/Microsoft.ApiManagement/service/s/backends/b",
			"[base64('a')] | YQ==", "[union(createObject('a', '1'), createObject('a', '2')).a] | 2"

	})

	void functionsOfArgumentsAreEvaluated(String expression, String value) {
		write("{%s, \"parameters\": {\"n\": {\"defaultValue\": 7}, \"o\": {\"defaultValue\": {\"text\": \"t\", \"list\": [1, {\"name\": \"deep\"}]}}}, "
				+ "\"resources\": [{\"type\": \"Microsoft.ApiManagement/service/backends\", \"name\": \"s/b\", "
				+ "\"properties\": {\"url\": \"http://h\", \"protocol\": \"http\", \"description\": \"" + expression
				+ "\"}}]}");
		assertThat(source().reload().violations()).isEmpty();
		assertThat(this.catalog.current().backend("b").info().description()).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "[parameters('o').none] | there is no 'none'", "[div(1, 0)] | divided by 0",
					"[substring('a', 2)] | does not lie within it", "[int('x')] | must be an integer",
					"[createArray('a')[1]] | there is no '1'", "[createArray('a')[0] | ']' is missing",
					"[resourceGroup().location] | only known to Resource Manager",
					"[listSecrets('hushed')] | only known to Resource Manager" })
	void callsThatCannotBeMadeAreReportedWithoutTheirLiterals(String expression, String reason) {
		write("{%s, \"parameters\": {\"o\": {\"defaultValue\": {}}}, \"resources\": [{\"type\": \"Microsoft.ApiManagement/service/backends\", \"name\": \"s/b\", "
				+ "\"properties\": {\"url\": \"" + expression + "\", \"protocol\": \"http\"}}]}");
		assertThat(source().reload().violations()).singleElement()
			.asString()
			.startsWith("template.json:1:")
			.contains(reason)
			.doesNotContain("hushed");
	}

	@Test
	void aLoopMakesAResourceForEachTurn() {
		write("{%s, \"variables\": {\"hosts\": [\"x\", \"y\"]}, \"resources\": [{\"type\": \"Microsoft.ApiManagement/service/backends\", "
				+ "\"name\": \"[concat('s/b', copyIndex(1))]\", \"copy\": {\"name\": \"loop\", \"count\": \"[length(variables('hosts'))]\"}, "
				+ "\"properties\": {\"url\": \"[concat('http://', variables('hosts')[copyIndex('loop')])]\", \"protocol\": \"http\"}}]}");
		assertThat(source().reload().violations()).isEmpty();
		assertThat(this.catalog.current().backends()).extracting(Backend::name).containsExactly("b1", "b2");
		assertThat(this.catalog.current().backend("b2")).isInstanceOfSatisfying(Backend.Single.class,
				(backend) -> assertThat(backend.url()).isEqualTo("http://y"));
	}

	private static final String WITH_PARAMETERS = """
			{%s, "parameters": {"service": {"type": "string"}, "host": {"type": "string"}}, "resources": [
			 {"type": "Microsoft.ApiManagement/service/backends", "name": "[concat(parameters('service'), '/b')]",
			  "properties": {"url": "[concat('http://', parameters('host'))]", "protocol": "http"}},
			 {"type": "Microsoft.ApiManagement/service/backends", "name": "[format('{0}/p', parameters('service'))]",
			  "properties": {"type": "Pool", "pool": {"services": [
			   {"id": "[resourceId('Microsoft.ApiManagement/service/backends', parameters('service'), 'b')]"}]}}}]}
			""";

	@Test
	void aFileOfParametersGivesValuesAndTheNameOfTheServiceNeedsNone() {
		write(WITH_PARAMETERS);
		new TestTree(this.root).write("template.parameters.json",
				"{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#\","
						+ "\"parameters\": {\"Host\": {\"value\": \"given.example\"}}}");
		assertThat(source().reload().violations()).isEmpty();
		assertThat(this.catalog.current().backend("b")).isInstanceOfSatisfying(Backend.Single.class,
				(backend) -> assertThat(backend.url()).isEqualTo("http://given.example"));
		assertThat(this.catalog.current().backend("p")).isInstanceOfSatisfying(Backend.Pool.class,
				(pool) -> assertThat(pool.members().get(0).backend()).isEqualTo("b"));
	}

	@Test
	void aParameterWithoutAValueIsReportedWhereItIsNeeded() {
		write(WITH_PARAMETERS);
		assertThat(source().reload().violations()).singleElement()
			.asString()
			.startsWith("template.json:2:")
			.contains("The parameter 'host' has no value");
	}

	@Test
	void singleFileMayBeTheSource() {
		write("{%s, \"resources\": [{\"type\": \"Microsoft.ApiManagement/service/backends\", \"name\": \"s/b\", \"properties\": {\"url\": \"https://b.example\", \"protocol\": \"http\"}}]}");
		new TestTree(this.root).write("other.txt", "x");
		LoadResult result = new DirectorySource(this.catalog, DirectoryOptions.of(this.root.resolve("template.json")))
			.reload();
		assertThat(result.violations()).isEmpty();
		assertThat(this.catalog.current().backend("b")).isNotNull();
	}

	private void write(String template) {
		new TestTree(this.root).write("template.json", template.replace("%s", SCHEMA));
	}

	private DirectorySource source() {
		return new DirectorySource(this.catalog, DirectoryOptions.of(this.root));
	}

}
