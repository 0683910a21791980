package io.selvage.catalog.resource;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ResourceReaderTests {

	private static final String URL = "'url': 'https://a.example', 'protocol': 'http'";

	@Test
	void namesAreReadInAnyCaseWithBlanksAndWrittenCanonically() {
		assertThat(canonical("/backends/b",
				"{' URL ': 'https://a.example', 'Protocol': 'HTTP', 'tls': {'ValidateCertificateChain': 'True'}}"))
			.isEqualTo(
					"{\"url\":\"https://a.example\",\"protocol\":\"http\",\"tls\":{\"validateCertificateChain\":true}}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "'5' | 5", "5.0 | 5", "' 7 ' | 7", "0 | 0" })
	void textsBecomeNumbers(String given, String read) {
		assertThat(canonical("/backends/b", "{" + URL
				+ ", 'properties': {'serviceFabricCluster': {'managementEndpoints': ['http://a'], 'maxPartitionResolutionRetries': "
				+ given + "}}}"))
			.contains("\"maxPartitionResolutionRetries\":" + read + ",");
	}

	@ParameterizedTest
	@ValueSource(strings = { "'x'", "1.5", "[]", "{'a': 1}", "'1e999999999'", "99999999999", "true" })
	void whatIsNoIntegerIsRefused(String given) {
		assertThat(
				errors("/backends/b", "{'type': 'Pool', 'pool': {'services': [{'id': 'a', 'weight': " + given + "}]}}"))
			.containsExactly("pool.services[0].weight: The field Weight must be an integer.");
	}

	@Test
	void numbersAndFlagsBecomeTexts() {
		assertThat(canonical("/namedValues/n", "{'displayName': 'n', 'value': 17, 'secret': 'false'}"))
			.isEqualTo("{\"displayName\":\"n\",\"value\":\"17\",\"secret\":false}");
	}

	@Test
	void unknownPropertiesAreKeptAtEveryDepth() {
		assertThat(canonical("/backends/b", "{'future': {'a': [1, null]}, " + URL + ", 'tls': {'mode': 'strict'}}"))
			.isEqualTo(
					"{\"url\":\"https://a.example\",\"protocol\":\"http\",\"tls\":{\"mode\":\"strict\"},\"future\":{\"a\":[1,null]}}");
	}

	@Test
	void propertyThatIsGivenTwiceIsRefused() {
		assertThat(errors("/backends/b", "{" + URL + ", 'Url': 'https://b.example'}"))
			.containsExactly("url: The property is given twice (names do not depend on case).");
	}

	@Test
	void readOnlyPropertiesAreIgnoredInRequestsAndKeptFromTheStore() {
		String body = "{'keyVault': {'secretIdentifier': 'https://v.example/s', 'lastStatus': {'code': 'x'}}, 'thumbprint': 'AB'}";
		assertThat(canonical("/certificates/c", body))
			.isEqualTo("{\"keyVault\":{\"secretIdentifier\":\"https://v.example/s\"}}");
		ResourceId id = ResourceId.parse("/certificates/c");
		assertThat(ResourceReader.read(id, body(body), Origin.STORE).resource().view().toString()).isEqualTo(
				"{\"thumbprint\":\"AB\",\"keyVault\":{\"secretIdentifier\":\"https://v.example/s\",\"lastStatus\":{\"code\":\"x\"}}}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{'type': 'pool', 'url': 'https://a', 'protocol': 'http', 'pool': {'services': [{'id': 'a'}]}} | url: Url is not supported for backend pool.; protocol: Protocol is not supported for backend pool.",
			"{'type': 'Pool'} | pool: The Pool field is required.",
			"{'type': 'Pool', 'pool': {'services': []}} | pool.services: The field Services must have at least 1 elements.",
			"{'type': 'Pool', 'pool': {'services': [{'id': '/apis/a'}]}} | pool.services[0].id: The id '/apis/a' is not the id of a backend.",
			"{'pool': {'services': [{'id': 'a'}]}} | type: A backend with a pool must have the type 'Pool'.",
			"{'protocol': 'http'} | url: The Url field is required.",
			"{'url': 'https://a'} | protocol: The Protocol field is required.",
			"{'url': 'https://a', 'protocol': 'ftp'} | protocol: The field Protocol must be one of: http, soap.",
			"{'url': 'https://a', 'protocol': 'http', 'proxy': {}} | proxy.url: The Url field is required.",
			"{'url': 'https://a', 'protocol': 'http', 'credentials': {'header': {'a': 'b'}}} | credentials.header.a: The field Header must be an array.",
			"{'url': 'https://a', 'protocol': 'http', 'properties': {'serviceFabricCluster': {}}} | properties.serviceFabricCluster.managementEndpoints: The ManagementEndpoints field is required." })
	void backendsThatAreNotValidAreRefusedInTheServicesWords(String properties, String expected) {
		assertThat(errors("/backends/b", properties)).containsExactly(expected.split("; "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{'count': 1, 'percentage': 5} | Exactly one of count and percentage must be given.",
			"{} | Exactly one of count and percentage must be given.",
			"{'count': 0} | The field Count must be between 1 and 10000.",
			"{'count': 1, 'interval': 'x'} | The field Interval must be an ISO 8601 duration such as PT1M.",
			"{'count': 1, 'statusCodeRanges': [{'min': 500, 'max': 400}]} | Min must not be greater than max." })
	void failureConditionsAreChecked(String condition, String message) {
		String rules = "{" + URL
				+ ", 'circuitBreaker': {'rules': [{'name': 'r', 'tripDuration': 'PT1M', 'failureCondition': "
				+ condition + "}]}}";
		assertThat(errors("/backends/b", rules)).anyMatch((error) -> error.endsWith(": " + message));
	}

	@Test
	void onlyOneBreakerRuleIsAllowed() {
		String rule = "{'name': 'r', 'tripDuration': '00:01:00', 'failureCondition': {'count': '3', 'interval': 'PT1M', 'statusCodeRanges': [{'min': '500', 'max': 599}]}}";
		assertThat(errors("/backends/b", "{" + URL + ", 'circuitBreaker': {'rules': [" + rule + "]}}")).isEmpty();
		assertThat(errors("/backends/b", "{" + URL + ", 'circuitBreaker': {'rules': [" + rule + ", " + rule + "]}}"))
			.containsExactly("circuitBreaker: Only one circuit breaker rule is supported, not 2.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{'header': {'X Key': ['a']}} | credentials.header.X Key: 'X Key' is no name of a header.",
			"{'header': {'Transfer-Encoding': ['chunked']}} | credentials.header.Transfer-Encoding: The gateway itself sets Transfer-Encoding, which says where a message ends or what becomes of its connection.",
			"{'header': {'content-length': ['5']}} | credentials.header.content-length: The gateway itself sets content-length, which says where a message ends or what becomes of its connection.",
			"{'header': {'X-Key': ['a', 'b\\r\\nX-More: c']}} | credentials.header.X-Key: A value that is sent in a header can't have line breaks, other control characters or characters beyond Latin-1.",
			"{'authorization': {'scheme': 'Basic', 'parameter': 'a\\n'}} | credentials.authorization.parameter: A value that is sent in a header can't have line breaks, other control characters or characters beyond Latin-1." })
	void credentialsThatCannotBeSentAreRefused(String credentials, String expected) {
		assertThat(errors("/backends/b", "{" + URL + ", 'credentials': " + credentials + "}"))
			.containsExactly(expected);
	}

	@Test
	void aCookieOfAPoolHasANameThatCanBeOne() {
		String pool = "{'type': 'Pool', 'pool': {'services': [{'id': 'a'}], 'sessionAffinity': {'sessionId': {'source': 'Cookie', 'name': '%s'}}}}";
		assertThat(errors("/backends/b", pool.formatted("Session-Id"))).isEmpty();
		assertThat(errors("/backends/b", pool.formatted("a b;c"))).singleElement()
			.asString()
			.startsWith("pool.sessionAffinity.sessionId.name: ")
			.contains("'a b;c'");
	}

	@Test
	void poolHasAtMostThirtyMembers() {
		String member = "{'id': 'a'}";
		String thirty = String.join(", ", Collections.nCopies(30, member));
		assertThat(errors("/backends/b", "{'type': 'Pool', 'pool': {'services': [" + thirty + "]}}")).isEmpty();
		assertThat(errors("/backends/b", "{'type': 'Pool', 'pool': {'services': [" + thirty + ", " + member + "]}}"))
			.containsExactly("pool.services: A backend pool can have at most 30 backends, not 31.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/apis/a | {'path': '/a'} | path: The path must not begin or end with '/'.",
			"/apis/a | {'path': 'a b'} | path: The path may consist of letters, digits and the characters - _ . : /.",
			"/apis/a | {} | path: The Path field is required.",
			"/apis/a | {'path': 'a', 'apiVersion': 'v1'} | apiVersionSetId: An API with a version needs a version set.",
			"/apis/a/operations/o | {'displayName': 'o', 'method': 'GET', 'urlTemplate': '/{id}'} | templateParameters: All template parameters used in the UriTemplate must be defined in the Operation, please ensure to define: id.",
			"/apis/a/operations/o | {'displayName': 'o', 'method': 'GET', 'urlTemplate': '/{id'} | urlTemplate: The urlTemplate has a brace without its partner.",
			"/apis/a/operations/o | {'displayName': 'o', 'method': 'G T', 'urlTemplate': '/'} | method: The method is no HTTP token.",
			"/apiVersionSets/v | {'displayName': 'v', 'versioningScheme': 'header'} | versionHeaderName: The VersionHeaderName field is required.",
			"/namedValues/n | {'displayName': 'a b', 'value': 'x'} | displayName: The field DisplayName must match the regular expression '^[A-Za-z0-9\\-._]+$'.",
			"/namedValues/n | {'displayName': 'n'} | value: The Value field is required.",
			"/namedValues/n | {'displayName': 'n', 'value': ' '} | value: The value of a named value must not be blank.",
			"/certificates/c | {} | data: The Data field is required.",
			"/certificates/c | {'data': '!'} | data: The data must be a PKCS #12 container in base64.",
			"/subscriptions/s | {'scope': '/nothing/x'} | scope: The scope must be '/apis', '/apis/{id}', '/products/{id}' or a full id of these.",
			"/policies/policy | {'value': '<inbound />'} | value: The root element of the document must be 'policies'.",
			"/policies/policy | {'value': '<policies><inbound />'} | value: The element 'policies' is not closed at the end of the document." })
	void otherResourcesThatAreNotValidAreRefused(String path, String properties, String expected) {
		assertThat(errors(path, properties)).containsExactly(expected);
	}

	@Test
	void lengthsOfNamesAreThoseOfTheContract() {
		assertThat(errors("/backends/" + "b".repeat(80), "{" + URL + "}")).isEmpty();
		assertThat(errors("/backends/" + "b".repeat(81), "{" + URL + "}")).singleElement()
			.asString()
			.startsWith("name: ");
		assertThat(errors("/policies/other", "{'value': '<policies />'}"))
			.containsExactly("name: The name 'other' does not match '^policy$'.");
		assertThat(errors("/apis/a;rev=2", "{'path': 'a'}")).isEmpty();
		assertThat(errors("/apis/a:b", "{'path': 'a'}")).singleElement().asString().contains("does not match");
	}

	@Test
	void dangersAreWarnedOf() {
		Reading reading = read("/backends/b",
				"{" + URL + ", 'tls': {'validateCertificateChain': false, 'validateCertificateName': false}}");
		assertThat(reading.isValid()).isTrue();
		assertThat(reading.violations()).extracting(Violation::target)
			.containsExactly("tls.validateCertificateChain", "tls.validateCertificateName");
		assertThat(read("/backends/b",
				"{" + URL + ", 'tls': {'validateCertificateChain': false, 'serverCertificateThumbprints': ['AB']}}")
			.violations()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{'url': 'https://a', 'protocol': 'http', 'credentials': {'managedIdentity': {'clientId': 'c'}}} | credentials.managedIdentity.resource",
			"{'type': 'Pool', 'pool': {'services': [{'id': 'a'}]}, 'credentials': {'header': {'x': ['y']}}} | credentials",
			"{'type': 'Pool', 'pool': {'services': [{'id': 'a'}]}, 'proxy': {'url': 'http://p'}} | proxy",
			"{'type': 'Pool', 'pool': {'services': [{'id': 'a'}]}, 'circuitBreaker': {'rules': [{'name': 'r', 'tripDuration': 'PT1M', 'failureCondition': {'count': 1, 'interval': 'PT1M', 'errorReasons': ['Timeout']}}]}} | circuitBreaker",
			"{'type': 'Pool', 'pool': {'services': [{'id': 'a'}], 'sessionAffinity': {'sessionId': {'source': 'cookie'}}}} | pool.sessionAffinity.sessionId.name",
			"{'type': 'Pool', 'pool': {'services': [{'id': 'a'}], 'failureResponse': {'statusCode': 100}}} | pool.failureResponse.statusCode",
			"{'url': 'https://user:password@a.example', 'protocol': 'http'} | url",
			"{'url': 'https://a', 'protocol': 'http', 'circuitBreaker': {'rules': [{'name': 'r', 'tripDuration': 'PT0S', 'failureCondition': {'count': 1, 'interval': 'PT1M', 'errorReasons': ['Timeout']}}]}} | circuitBreaker.rules[0].tripDuration",
			"{'url': 'https://a', 'protocol': 'http', 'circuitBreaker': {'rules': [{'name': 'r', 'tripDuration': 'PT1M', 'failureCondition': {'count': 1, 'interval': 'PT0S', 'errorReasons': ['Timeout']}}]}} | circuitBreaker.rules[0].failureCondition.interval",
			"{'url': 'https://a', 'protocol': 'http', 'circuitBreaker': {'rules': [{'name': 'r', 'tripDuration': 'PT1M', 'failureResponse': {'statusCode': 101}, 'failureCondition': {'count': 1, 'interval': 'PT1M', 'errorReasons': ['Timeout']}}]}} | circuitBreaker.rules[0].failureResponse.statusCode" })
	void whatHasNoEffectIsWarnedOf(String properties, String target) {
		Reading reading = read("/backends/b", properties);
		assertThat(reading.isValid()).isTrue();
		assertThat(reading.violations()).extracting(Violation::target).containsExactly(target);
	}

	@Test
	void maskKeepsTheSecretThatIsStored() {
		Resource stored = read("/backends/b", "{" + URL
				+ ", 'credentials': {'header': {'x': ['s1', 's2']}, 'authorization': {'scheme': 'Basic', 'parameter': 'p'}}}")
			.resource();
		ResourceWriter writer = new ResourceWriter(Disclosure.MASKED, ResourceWriter.API_VERSION);
		String answer = writer.write(stored, "/service").toString();
		assertThat(answer).doesNotContain("s1", "s2", "\"p\"").contains("***");
		Reading again = ResourceReader.read(stored.id(), ContractJson.parse(answer), Origin.REQUEST, stored);
		assertThat(again.isValid()).isTrue();
		assertThat(again.resource().view()).isEqualTo(stored.view());
	}

	@Test
	void referenceToANamedValueIsNoSecret() {
		Resource stored = read("/backends/b", "{" + URL + ", 'credentials': {'header': {'x': ['{{key}}']}}}")
			.resource();
		assertThat(new ResourceWriter(Disclosure.MASKED, ResourceWriter.API_VERSION).properties(stored).toString())
			.contains("{{key}}");
	}

	@Test
	void secretsAreInNoAnswer() {
		Resource value = read("/namedValues/n", "{'displayName': 'n', 'value': 'canary', 'secret': true}").resource();
		Resource certificate = read("/certificates/c", "{'data': 'Y2FuYXJ5', 'password': 'canary'}").resource();
		Resource subscription = read("/subscriptions/s",
				"{'scope': '/apis', 'primaryKey': 'canary', 'secondaryKey': 'canary'}")
			.resource();
		for (Disclosure disclosure : List.of(Disclosure.MASKED, Disclosure.CREDENTIALS)) {
			ResourceWriter writer = new ResourceWriter(disclosure, ResourceWriter.API_VERSION);
			assertThat(
					List.of(writer.properties(value), writer.properties(certificate), writer.properties(subscription))
						.toString())
				.doesNotContain("canary", "Y2FuYXJ5");
		}
		assertThat(new ResourceWriter(Disclosure.EVERYTHING, ResourceWriter.API_VERSION).properties(value).toString())
			.contains("canary");
		assertThat(value.toString() + Secret.of("canary")).doesNotContain("canary");
	}

	@Test
	void olderVersionsUseTheirOwnNames() {
		Resource policy = read("/policies/policy", "{'policyContent': '<policies />', 'contentFormat': 'rawxml'}")
			.resource();
		assertThat(policy.view().toString()).isEqualTo("{\"format\":\"rawxml\",\"value\":\"<policies />\"}");
		assertThat(new ResourceWriter(Disclosure.CREDENTIALS, "2018-01-01").properties(policy).toString())
			.isEqualTo("{\"contentFormat\":\"rawxml\",\"policyContent\":\"<policies />\"}");
		assertThat(ResourceId.parse("/properties/x")).isEqualTo(ResourceId.parse("/namedValues/X"));
		assertThat(ResourceId.parse("/api-version-sets/v")).isEqualTo(ResourceId.parse("/apiVersionSets/v"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/backends/b", "backends/b", "b", "/BACKENDS/B",
			"/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/other/backends/b" })
	void referencesAreResolvedByTheirLastTwoSegments(String reference) {
		assertThat(ResourceId.reference(ResourceType.BACKENDS, reference)).isEqualTo(ResourceId.parse("/backends/b"));
	}

	@Test
	void referenceToAnotherTypeIsNone() {
		assertThat(ResourceId.reference(ResourceType.BACKENDS, "/apis/b")).isNull();
		assertThat(ResourceId.parse("/nothing/b")).isNull();
		assertThat(ResourceId.parse("/backends")).isNull();
	}

	private static Reading read(String path, String properties) {
		return ResourceReader.read(ResourceId.parse(path), body(properties), Origin.REQUEST);
	}

	private static JsonNode body(String properties) {
		return ContractJson.parse("{\"properties\": " + properties.replace('\'', '"') + "}");
	}

	private static String canonical(String path, String properties) {
		Reading reading = read(path, properties);
		assertThat(reading.violations()).noneMatch(Violation::isError);
		return reading.resource().view().toString();
	}

	private static List<String> errors(String path, String properties) {
		return read(path, properties).violations()
			.stream()
			.filter(Violation::isError)
			.map((violation) -> violation.target() + ": " + violation.message())
			.toList();
	}

	@Test
	void aRefusedNameIsShownWithoutItsControlCharacters() {
		NameRule rule = NameRule.parse("1..10 [a-z]+");
		assertThat(rule.refusal("a\nb\u001b[1m"))
			.isEqualTo("The name 'a\uFFFDb\uFFFD[1m' is blank, or has a slash or control character.");
		assertThat(rule.refusal("a\u0085\u2028")).isEqualTo("The name 'a\uFFFD\uFFFD' does not match '^[a-z]+$'.");
		assertThat(rule.refusal("\r".repeat(200))).contains("'" + "\uFFFD".repeat(100) + "…'");
	}

}
