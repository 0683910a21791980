package io.selvage.catalog.management;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.selvage.catalog.management.ManagementServer.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The verbs, conditions, lists and errors of the contract, spoken over HTTP.
 */
class ManagementApiTests {

	@AutoClose
	private final ManagementServer server = new ManagementServer();

	private static String backend(String url) {
		return "{\"properties\": {\"url\": \"" + url + "\", \"protocol\": \"http\"}}";
	}

	@Test
	void aPutCreatesThenReplacesAndAGetShowsIt() {
		assertThat(this.server.put("/backends/a", backend("http://a1.example")).status()).isEqualTo(201);
		Answer replaced = this.server.put("/backends/a", backend("http://a2.example"));
		assertThat(replaced.status()).isEqualTo(200);
		Answer got = this.server.get("/backends/a");
		assertThat(got.at("/properties/url").asString()).isEqualTo("http://a2.example");
		assertThat(got.at("/id").asString()).isEqualTo(ManagementServer.SERVICE + "/backends/a");
		assertThat(got.at("/type").asString()).isEqualTo("Microsoft.ApiManagement/service/backends");
		assertThat(got.at("/properties").has("title")).isTrue();
		assertThat(got.at("/properties/title").isNull()).isTrue();
		assertThat(got.etag()).isEqualTo(replaced.etag());
	}

	@Test
	void aStaleEntityTagIsRefusedAStarAndNoneAreNot() {
		String stale = this.server.put("/backends/a", backend("http://a1.example"), "If-Match", "*").etag();
		this.server.put("/backends/a", backend("http://a2.example"));
		Answer refused = this.server.put("/backends/a", backend("http://a3.example"), "If-Match", stale);
		assertThat(refused.status()).isEqualTo(412);
		assertThat(refused.at("/error/code").asString()).isEqualTo("PreConditionFailed");
		assertThat(refused.at("/error/message").asString()).isEqualTo("Resource was modified since last retrieval.");
		String fresh = this.server.get("/backends/a").etag();
		assertThat(this.server.put("/backends/a", backend("http://a3.example"), "If-Match", fresh.replace("\"", ""))
			.status()).isEqualTo(200);
		assertThat(this.server.contribute("DELETE", "/backends/a", null, "If-Match", stale).status()).isEqualTo(412);
		assertThat(this.server.contribute("DELETE", "/backends/a", null).status()).isEqualTo(200);
		assertThat(this.server.contribute("DELETE", "/backends/a", null).status()).isEqualTo(204);
	}

	@Test
	void headKnowsOnlyTheEntityTag() {
		String etag = this.server.put("/backends/a", backend("http://a.example")).etag();
		Answer head = this.server.contribute("HEAD", "/backends/a", null);
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.etag()).isEqualTo(etag);
		Answer missing = this.server.contribute("HEAD", "/backends/b", null);
		assertThat(missing.status()).isEqualTo(404);
		assertThat(missing.body()).isEmpty();
	}

	@Test
	void aPatchMergesAndNullRemoves() {
		this.server.put("/backends/a",
				"{\"properties\": {\"url\": \"http://a.example\", \"protocol\": \"http\", \"description\": \"d\"}}");
		Answer patched = this.server.contribute("PATCH", "/backends/a",
				"{\"properties\": {\"description\": null, \"tls\": {\"validateCertificateName\": \"false\"}}}");
		assertThat(patched.status()).isEqualTo(200);
		assertThat(patched.at("/properties").has("description")).isFalse();
		assertThat(patched.at("/properties/tls/validateCertificateName").asBoolean(true)).isFalse();
		assertThat(patched.at("/properties/url").asString()).isEqualTo("http://a.example");
	}

	@Test
	void whatIsMissingIsSaidWithTheEntitysName() {
		Answer missing = this.server.get("/backends/none");
		assertThat(missing.status()).isEqualTo(404);
		assertThat(missing.at("/error/code").asString()).isEqualTo("ResourceNotFound");
		assertThat(missing.at("/error/message").asString()).isEqualTo("Backend not found.");
		assertThat(this.server.get("/policies/policy").at("/error/message").asString())
			.isEqualTo("PoliciesConfiguration not found.");
	}

	@Test
	void aPoolWithUrlProtocolAndAnUnknownMemberIsRefusedWithDetails() {
		Answer refused = this.server.put("/backends/p",
				"{\"properties\": {\"type\": \"Pool\", \"url\": \"http://x\", \"protocol\": \"http\","
						+ "\"pool\": {\"services\": [{\"id\": \"/backends/none\"}]}}}");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/error/code").asString()).isEqualTo("ValidationError");
		assertThat(refused.at("/error/message").asString()).isEqualTo("One or more fields contain incorrect values:");
		assertThat(refused.body()).contains("Url is not supported for backend pool.")
			.contains("Protocol is not supported for backend pool.");
	}

	@Test
	void listsFilterAndPage() {
		for (String name : new String[] { "sf-a", "sf-b", "sf-c", "web" }) {
			this.server.put("/backends/" + name, backend("http://" + name + ".example"));
		}
		Answer page = this.server.get("/backends?%24filter=startswith(name%2C'SF')&$top=2");
		assertThat(page.at("/value").size()).isEqualTo(2);
		assertThat(page.at("/count").asInt()).isEqualTo(3);
		String next = page.at("/nextLink").asString();
		String path = next.substring(next.indexOf("/subscriptions"));
		Answer rest = this.server.call(ManagementServer.READER, "GET", path.replace("$", "%24"), null);
		assertThat(rest.at("/value/0/name").asString()).isEqualTo("sf-c");
		assertThat(rest.at("/nextLink").asString()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			name eq 'a'                                   | a
			name ne 'a' and contains(url,'EXAMPLE')       | b,c
			substringof('b.', url)                        | b
			not endswith(name,'a')                        | b,c
			(name eq 'a' or name eq 'b') and name gt 'a'  | b
			title eq ''                                   | a,b,c
			""")
	void filters(String filter, String names) {
		for (String name : new String[] { "a", "b", "c" }) {
			this.server.put("/backends/" + name, backend("http://" + name + ".example"));
		}
		Answer list = this.server.get("/backends?$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
		assertThat(list.at("/value").valueStream().map((node) -> node.path("name").asString()).toList())
			.containsExactly(names.split(","));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			$skip=-1 | The parameter $skip must be a number from 0, not '-1'.
			$skip=x  | The parameter $skip must be a number from 0, not 'x'.
			$top=0   | The parameter $top must be a number from 1, not '0'.
			$top=    | The parameter $top must be a number from 1, not ''.
			""")
	void aPageThatCannotBeIsRefused(String parameter, String message) {
		Answer refused = this.server.get("/backends?" + parameter);
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/error/message").asString()).isEqualTo(message);
	}

	@Test
	void aPageBehindTheEndIsEmptyAndTheLast() {
		this.server.put("/backends/a", backend("http://a.example"));
		for (String skip : new String[] { "1", "99999999999", String.valueOf(Long.MAX_VALUE) }) {
			Answer page = this.server.get("/backends?$top=1000&$skip=" + skip);
			assertThat(page.at("/value").isEmpty()).isTrue();
			assertThat(page.at("/count").asInt()).isEqualTo(1);
			assertThat(page.at("/nextLink").asString()).isEmpty();
		}
	}

	@Test
	void aFilterThatIsNoneIsRefusedWithItsFault() {
		Answer refused = this.server.get("/backends?$filter=name%20like%20'a'");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/error/message").asString()).contains("no operator 'like'");
	}

	@Test
	void pathsAreReadAsToolsSendThem() {
		this.server.put("/apis/echo", "{\"properties\": {\"path\": \"echo\", \"displayName\": \"Echo\"}}");
		assertThat(this.server
			.put("/apis/echo;rev=2", "{\"properties\": {\"sourceApiId\": \"/apis/echo\", \"path\": \"echo\"}}")
			.status()).isEqualTo(201);
		assertThat(this.server.get("/apis/echo%3Brev%3D2").at("/properties/apiRevision").asString()).isEqualTo("2");
		assertThat(this.server.get("/apis/echo;rev=1").at("/name").asString()).isEqualTo("echo");
		Answer doubled = this.server.call(ManagementServer.READER, "GET",
				"/" + ManagementServer.SERVICE + "/apis/echo?api-version=2024-05-01", null);
		assertThat(doubled.status()).isEqualTo(200);
	}

	@Test
	void aReleaseMakesItsRevisionCurrent() {
		this.server.put("/apis/echo", "{\"properties\": {\"path\": \"echo\", \"serviceUrl\": \"http://one.example\"}}");
		this.server.put("/apis/echo/operations/get",
				"{\"properties\": {\"displayName\": \"Get\", \"method\": \"GET\", \"urlTemplate\": \"/x\"}}");
		this.server.put("/apis/echo;rev=2",
				"{\"properties\": {\"sourceApiId\": \"/apis/echo\", \"path\": \"echo\", \"serviceUrl\": \"http://two.example\"}}");
		assertThat(this.server.get("/apis/echo;rev=2/operations/get").status()).isEqualTo(200);
		this.server.contribute("DELETE", "/apis/echo;rev=2/operations/get", null);
		Answer release = this.server.put("/apis/echo/releases/r1",
				"{\"properties\": {\"apiId\": \"/apis/echo;rev=2\", \"notes\": \"n\"}}");
		assertThat(release.status()).isEqualTo(201);
		Answer current = this.server.get("/apis/echo");
		assertThat(current.at("/properties/apiRevision").asString()).isEqualTo("2");
		assertThat(current.at("/properties/isCurrent").asBoolean(false)).isTrue();
		assertThat(current.at("/properties/serviceUrl").asString()).isEqualTo("http://two.example");
		assertThat(this.server.get("/apis/echo/operations/get").status()).isEqualTo(404);
		Answer past = this.server.get("/apis/echo;rev=1");
		assertThat(past.at("/properties/serviceUrl").asString()).isEqualTo("http://one.example");
		assertThat(this.server.get("/apis/echo;rev=1/operations/get").status()).isEqualTo(200);
		assertThat(this.server.get("/apis/echo/releases/r1").status()).isEqualTo(200);
		assertThat(this.server.get("/apis/echo/revisions").at("/value").size()).isEqualTo(2);
	}

	@Test
	void theCurrentRevisionGoesOnlyWithTheOthers() {
		this.server.put("/apis/echo", "{\"properties\": {\"path\": \"echo\"}}");
		this.server.put("/apis/echo;rev=2", "{\"properties\": {\"sourceApiId\": \"/apis/echo\", \"path\": \"echo\"}}");
		assertThat(this.server.contribute("DELETE", "/apis/echo", null).at("/error/message").asString())
			.isEqualTo("Cannot delete the current revision of an API.");
		Answer deleted = this.server.call(ManagementServer.CONTRIBUTOR, "DELETE",
				ManagementServer.SERVICE + "/apis/echo?api-version=2024-05-01&deleteRevisions=true", null);
		assertThat(deleted.status()).isEqualTo(200);
		assertThat(this.server.get("/apis").at("/count").asInt()).isZero();
	}

	@Test
	void anImportMakesOperationsAndAReimportReplacesThem() {
		String first = "{\\\"openapi\\\":\\\"3.0.1\\\",\\\"info\\\":{\\\"title\\\":\\\"Pets\\\",\\\"version\\\":\\\"1\\\"},\\\"paths\\\":{\\\"/pets\\\":{\\\"get\\\":{\\\"operationId\\\":\\\"ListPets\\\",\\\"responses\\\":{}}},\\\"/old\\\":{\\\"get\\\":{\\\"operationId\\\":\\\"old\\\",\\\"responses\\\":{}}}}}";
		Answer created = this.server.put("/apis/pets",
				"{\"properties\": {\"format\": \"openapi+json\", \"value\": \"" + first + "\", \"path\": \"pets\"}}");
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.at("/properties/displayName").asString()).isEqualTo("Pets");
		assertThat(created.at("/properties").has("value")).isFalse();
		assertThat(this.server.get("/apis/pets/operations").at("/count").asInt()).isEqualTo(2);
		this.server.put("/apis/pets/operations/listpets/policies/policy",
				"{\"properties\": {\"format\": \"rawxml\", \"value\": \"<policies><inbound /></policies>\"}}");
		String second = first.replace("/old", "/new").replace("\\\"old\\\"", "\\\"new\\\"");
		this.server.put("/apis/pets",
				"{\"properties\": {\"format\": \"openapi+json\", \"value\": \"" + second + "\", \"path\": \"pets\"}}");
		assertThat(this.server.get("/apis/pets/operations/old").status()).isEqualTo(404);
		assertThat(this.server.get("/apis/pets/operations/new").status()).isEqualTo(200);
		assertThat(this.server.get("/apis/pets/operations/listpets/policies/policy").status()).isEqualTo(200);
	}

	@Test
	void aDescriptionThatDoesNotParseIsRefusedWhole() {
		Answer refused = this.server.put("/apis/pets",
				"{\"properties\": {\"format\": \"openapi\", \"value\": \"{ not\", \"path\": \"pets\"}}");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/error/details/0/target").asString()).isEqualTo("representation");
		assertThat(refused.body()).contains("Parsing error(s)");
		assertThat(this.server.get("/apis/pets").status()).isEqualTo(404);
	}

	@Test
	void aSecretNamedValueIsShownByListValueOnly() {
		this.server.put("/namedValues/n",
				"{\"properties\": {\"displayName\": \"n\", \"secret\": true, \"value\": \"canary-17\"}}");
		assertThat(this.server.get("/namedValues/n").body()).doesNotContain("canary");
		assertThat(this.server.get("/namedValues").body()).doesNotContain("canary");
		Answer value = this.server.call(ManagementServer.SECRET_READER, "POST",
				ManagementServer.SERVICE + "/namedValues/n/listValue?api-version=2024-05-01", null);
		assertThat(value.at("/value").asString()).isEqualTo("canary-17");
	}

	@Test
	void subscriptionKeysAreMadeListedAndMadeAnew() {
		this.server.put("/subscriptions/s", "{\"properties\": {\"scope\": \"/apis\", \"displayName\": \"s\"}}");
		assertThat(this.server.get("/subscriptions/s").body()).doesNotContain("primaryKey");
		String listSecrets = ManagementServer.SERVICE + "/subscriptions/s/listSecrets?api-version=2024-05-01";
		Answer before = this.server.call(ManagementServer.SECRET_READER, "POST", listSecrets, null);
		assertThat(before.at("/primaryKey").asString()).hasSize(32);
		assertThat(this.server.contribute("POST", "/subscriptions/s/regeneratePrimaryKey", null).status())
			.isEqualTo(204);
		Answer after = this.server.call(ManagementServer.SECRET_READER, "POST", listSecrets, null);
		assertThat(after.at("/primaryKey").asString()).isNotEqualTo(before.at("/primaryKey").asString());
		assertThat(after.at("/secondaryKey").asString()).isEqualTo(before.at("/secondaryKey").asString());
	}

	@Test
	void aFragmentInUseIsNotDeletedAndItsUsersAreListed() {
		this.server.put("/policyFragments/f", "{\"properties\": {\"value\": \"<fragment />\"}}");
		this.server.put("/policies/policy",
				"{\"properties\": {\"value\": \"<policies><inbound><include-fragment fragment-id='f' /></inbound></policies>\"}}");
		Answer refused = this.server.contribute("DELETE", "/policyFragments/f", null);
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/error/details").isNull()).isTrue();
		assertThat(refused.at("/error/message").asString())
			.isEqualTo("The Policy Fragment 'f' is used by the following entities:\r\n/policies/policy\r\n");
		Answer users = this.server.contribute("POST", "/policyFragments/f/listReferences", null);
		assertThat(users.at("/value/0/id").asString()).endsWith("/policies/policy");
	}

	@Test
	void anOlderApiVersionHasItsOwnNames() {
		Answer old = this.server.call(ManagementServer.CONTRIBUTOR, "PUT",
				ManagementServer.SERVICE + "/policies/policy?api-version=2017-03-01",
				"{\"properties\": {\"policyContent\": \"<policies />\", \"contentFormat\": \"xml\"}}");
		assertThat(old.status()).isEqualTo(201);
		assertThat(old.at("/properties/policyContent").asString()).isEqualTo("<policies />");
		assertThat(this.server.get("/policies/policy").at("/properties/value").asString()).isEqualTo("<policies />");
		this.server.put("/namedValues/n", "{\"properties\": {\"displayName\": \"n\", \"value\": \"v\"}}");
		Answer property = this.server.call(ManagementServer.READER, "GET",
				ManagementServer.SERVICE + "/properties/n?api-version=2017-03-01", null);
		assertThat(property.status()).isEqualTo(200);
	}

	@Test
	void anApiVersionIsNeededAndMustBeOne() {
		Answer none = this.server.call(ManagementServer.READER, "GET", ManagementServer.SERVICE + "/backends", null);
		assertThat(none.at("/error/code").asString()).isEqualTo("MissingApiVersionParameter");
		Answer wrong = this.server.call(ManagementServer.READER, "GET",
				ManagementServer.SERVICE + "/backends?api-version=latest", null);
		assertThat(wrong.at("/error/code").asString()).isEqualTo("InvalidApiVersionParameter");
	}

	@Test
	void aDryRunValidatesAndChangesNothing() {
		String path = ManagementServer.SERVICE + "/backends/a?api-version=2024-05-01&validateOnly=true";
		assertThat(this.server.call(ManagementServer.CONTRIBUTOR, "PUT", path, backend("http://a.example")).status())
			.isEqualTo(201);
		assertThat(this.server.get("/backends/a").status()).isEqualTo(404);
		assertThat(this.server.call(ManagementServer.CONTRIBUTOR, "PUT", path, "{\"properties\": {}}").status())
			.isEqualTo(400);
	}

	@Test
	void whatIsLegalAndDangerousIsWarnedOf() {
		Answer put = this.server.put("/backends/a",
				"{\"properties\": {\"url\": \"https://a.example\", \"protocol\": \"http\", \"tls\": {\"validateCertificateChain\": false}}}");
		assertThat(put.status()).isEqualTo(201);
		assertThat(put.warning()).contains("not validated");
	}

	@Test
	void aBodyThatIsNoJsonIsRefusedWithItsPlace() {
		Answer refused = this.server.put("/backends/a", "{\"properties\": {\n  \"url\": }");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/error/message").asString()).contains("line 2");
		assertThat(this.server.put("/backends/a", "{\"properties\": {\"url\": \"a\", \"url\": \"b\"}}").status())
			.isEqualTo(400);
		assertThat(this.server.put("/backends/a", "[".repeat(200) + "]".repeat(200)).status()).isEqualTo(400);
	}

	@Test
	void theScopesToolsAskForFirstAreThere() {
		String group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg1?api-version=2021-04-01";
		assertThat(this.server.call(ManagementServer.READER, "GET", group, null).status()).isEqualTo(200);
		assertThat(this.server.get("").at("/properties/provisioningState").asString()).isEqualTo("Succeeded");
	}

	@Test
	void linksAnswerWithWhatTheyLinkTo() {
		this.server.put("/apis/echo", "{\"properties\": {\"path\": \"echo\", \"displayName\": \"Echo\"}}");
		this.server.put("/products/p", "{\"properties\": {\"displayName\": \"P\"}}");
		Answer link = this.server.put("/products/p/apis/echo", null);
		assertThat(link.status()).isEqualTo(201);
		assertThat(link.at("/properties/displayName").asString()).isEqualTo("Echo");
		assertThat(this.server.contribute("HEAD", "/products/p/apis/echo", null).status()).isEqualTo(204);
		assertThat(this.server.get("/products/p/apis").at("/value/0/name").asString()).isEqualTo("echo");
		assertThat(this.server.get("/apis/echo/products").at("/value/0/name").asString()).isEqualTo("p");
	}

}
