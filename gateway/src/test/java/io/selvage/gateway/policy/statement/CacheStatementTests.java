package io.selvage.gateway.policy.statement;

import java.time.Duration;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.PolicyScope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CacheStatementTests {

	private static final String LOOKUP = "<cache-lookup vary-by-developer=\"%s\" vary-by-developer-groups=\"false\" "
			+ "downstream-caching-type=\"%s\">%s</cache-lookup>";

	private static final String STORE = "<cache-store duration=\"60\" />";

	private static StoredRuns values(String inbound) {
		return StoredRuns.of(PolicyScope.API, inbound, "");
	}

	private static StoredRuns responses(String varyBy) {
		return StoredRuns.of(PolicyScope.API, LOOKUP.formatted("false", "none", varyBy), STORE);
	}

	private static boolean called(DryOutcome outcome) {
		return !outcome.calls().isEmpty();
	}

	@Test
	void aValueIsKeptUntilItsTimeIsOver() {
		StoredRuns runs = values("<cache-lookup-value key=\"k\" variable-name=\"v\" /><choose>"
				+ "<when condition=\"@(!context.Variables.ContainsKey(\"v\"))\"><cache-store-value key=\"k\" value=\"@(42)\" "
				+ "duration=\"10\" /></when></choose>");
		assertThat(runs.get("/a", null).context().variables()).doesNotContainKey("v");
		assertThat(runs.after(Duration.ofMillis(9999)).get("/a", null).context().variables()).containsEntry("v", 42);
		assertThat(runs.after(Duration.ofMillis(1)).get("/a", null).context().variables()).doesNotContainKey("v");
	}

	@Test
	void aMissGivesTheDefaultAndARemovedValueIsAMiss() {
		StoredRuns runs = values("<cache-lookup-value key=\"k\" variable-name=\"v\" default-value=\"d\" />"
				+ "<cache-store-value key=\"k\" value=\"x\" duration=\"10\" />"
				+ "<cache-lookup-value key=\"k\" variable-name=\"w\" /><cache-remove-value key=\"k\" />");
		for (int i = 0; i < 2; i++) {
			assertThat(runs.get("/a", null).context().variables()).containsEntry("v", "d").containsEntry("w", "x");
		}
	}

	@Test
	void whoeverChangesCachedJsonChangesACopy() {
		StoredRuns runs = values(
				"<cache-lookup-value key=\"k\" variable-name=\"v\" default-value=\"@(new JObject())\" />"
						+ "<set-variable name=\"text\" value=\"@(((JObject)context.Variables[\"v\"]).ToString())\" />"
						+ "<cache-store-value key=\"k\" value=\"@(context.Variables[\"v\"])\" duration=\"10\" />"
						+ "<set-variable name=\"x\" value=\"@{ ((JObject)context.Variables[\"v\"])[\"a\"] = 1; return 1; }\" />");
		for (int i = 0; i < 3; i++) {
			assertThat(runs.get("/a", null).context().variables()).containsEntry("text", "{}");
		}
	}

	@Test
	void aBlockMakesAMissingValueOnceUntilItExpires() {
		StoredRuns runs = values("<cache-value key=\"k\" variable-name=\"v\" expires-after=\"60\"><value>"
				+ "<send-request mode=\"new\" response-variable-name=\"r\"><set-url>http://x.example/</set-url>"
				+ "<set-method>GET</set-method></send-request><set-variable name=\"v\" "
				+ "value=\"@(((IResponse)context.Variables[\"r\"]).Body.As<string>())\" /></value></cache-value>");
		DryOutcome first = runs.backend(200, "one").get("/a", null);
		assertThat(first.context().variables()).containsEntry("v", "one");
		assertThat(first.calls()).hasSize(2);
		DryOutcome second = runs.backend(200, "two").get("/a", null);
		assertThat(second.context().variables()).containsEntry("v", "one");
		assertThat(second.calls()).hasSize(1);
		assertThat(runs.after(Duration.ofSeconds(60)).get("/a", null).context().variables()).containsEntry("v", "two");
	}

	@Test
	void aBlockThatMakesNothingLeavesTheDefault() {
		StoredRuns runs = values("<cache-value key=\"k\" variable-name=\"v\" default-value=\"d\"><value>"
				+ "<set-variable name=\"other\" value=\"x\" /></value></cache-value>");
		assertThat(runs.get("/a", null).context().variables()).containsEntry("v", "d");
	}

	@Test
	void aStoredResponseIsServedWithoutTheBackend() {
		StoredRuns runs = responses("");
		assertThat(called(runs.get("/a?x=1&y=2", null))).isTrue();
		DryOutcome hit = runs.after(Duration.ofSeconds(59)).backend(200, "new").get("/a?y=2&x=1", null);
		GatewayResponse response = hit.context().response();
		assertThat(called(hit)).isFalse();
		assertThat(PolicyFixture.text(response.body())).isEqualTo("answer");
		assertThat(response.headers().first("X-Backend")).isEqualTo("yes");
		assertThat(response.headers().first("Age")).isEqualTo("59");
		assertThat(response.headers().contains("Set-Cookie")).as("a cookie belongs to one client").isFalse();
		assertThat(called(runs.get("/a?x=2&y=2", null))).isTrue();
		assertThat(called(runs.after(Duration.ofSeconds(1)).get("/a?x=1&y=2", null))).isTrue();
	}

	@Test
	void onlyWhatTheDocumentNamesMakesADifference() {
		StoredRuns runs = responses(
				"<vary-by-header>Accept</vary-by-header>" + "<vary-by-query-parameter>x;y</vary-by-query-parameter>");
		runs.get("/a?x=1&z=1", null, (request) -> request.headers().add("Accept", "text/plain"));
		assertThat(called(runs.get("/a?x=1&z=2", null, (request) -> request.headers().add("accept", "text/plain"))))
			.isFalse();
		assertThat(called(runs.get("/a?x=1", null, (request) -> request.headers().add("Accept", "image/png"))))
			.isTrue();
		assertThat(called(runs.get("/a?y=1&z=2", null, (request) -> request.headers().add("Accept", "text/plain"))))
			.isTrue();
	}

	@Test
	void developersShareResponsesUnlessToldOtherwise() {
		StoredRuns runs = StoredRuns.of(PolicyScope.API, LOOKUP.formatted("true", "none", ""), STORE);
		assertThat(called(runs.get("/a", "s1"))).isTrue();
		assertThat(called(runs.get("/a", "s2"))).isTrue();
		assertThat(called(runs.get("/a", "s1"))).isFalse();
	}

	@Test
	void otherMethodsFailuresAndPrivateRequestsAreNotCached() {
		StoredRuns runs = responses("");
		for (int i = 0; i < 2; i++) {
			assertThat(called(runs.backend(404, "").get("/a", null))).isTrue();
			assertThat(called(runs.backend(200, "")
				.get("/a", null, (request) -> request.headers().add("Authorization", "Bearer x")))).isTrue();
			assertThat(called(runs.method("POST").get("/a", null))).isTrue();
			runs.method("GET");
		}
	}

	@Test
	void cacheResponseDecidesInsteadOfTheStatus() {
		StoredRuns runs = StoredRuns.of(PolicyScope.API, LOOKUP.formatted("false", "none", ""),
				"<cache-store duration=\"60\" cache-response=\"@(context.Response.StatusCode == 404)\" />");
		assertThat(called(runs.get("/a", null))).isTrue();
		assertThat(called(runs.backend(404, "").get("/a", null))).isTrue();
		assertThat(called(runs.get("/a", null))).isFalse();
	}

	@Test
	void aResponseThatVariesOnlyAnswersRequestsLikeItsOwn() {
		StoredRuns runs = responses("").backendVaries("Accept-Language");
		runs.get("/a", null, (request) -> request.headers().add("Accept-Language", "de"));
		assertThat(called(runs.get("/a", null, (request) -> request.headers().add("Accept-Language", "de")))).isFalse();
		assertThat(called(runs.get("/a", null))).isTrue();
		StoredRuns never = responses("").backendVaries("*");
		never.get("/a", null);
		assertThat(called(never.get("/a", null))).isTrue();
	}

	@Test
	void cachesBehindTheGatewayAreToldWhatTheyMayDo() {
		assertThat(responses("").get("/a", null).context().response().headers().first("Cache-Control"))
			.isEqualTo("no-store");
		assertThat(StoredRuns.of(PolicyScope.API, LOOKUP.formatted("false", "public", ""), STORE)
			.get("/a", null)
			.context()
			.response()
			.headers()
			.first("Cache-Control")).isEqualTo("public, max-age=60, must-revalidate");
	}

}
