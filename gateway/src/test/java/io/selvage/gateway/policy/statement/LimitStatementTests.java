package io.selvage.gateway.policy.statement;

import java.time.Duration;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.PolicyScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LimitStatementTests {

	@Test
	void aSubscriptionMayMakeItsCallsInAWindowThatSlides() {
		StoredRuns runs = StoredRuns.of(PolicyScope.API, "<rate-limit calls=\"2\" renewal-period=\"60\" />", "");
		assertThat(runs.status("s")).isEqualTo(200);
		assertThat(runs.after(Duration.ofSeconds(40)).status("s")).isEqualTo(200);
		PolicyContext refused = runs.get("/a", "s").context();
		assertThat(refused.response().statusCode()).isEqualTo(429);
		assertThat(refused.response().headers().first("Retry-After")).isEqualTo("20");
		assertThat(PolicyFixture.text(refused.response().body()))
			.contains("\"Rate limit is exceeded. Try again in 20 seconds.\"");
		assertThat(refused.lastError().reason()).isEqualTo("RateLimitExceeded");
		assertThat(refused.lastError().message()).isEqualTo("Rate limit is exceeded");
		assertThat(runs.status("other")).isEqualTo(200);
		assertThat(runs.after(Duration.ofSeconds(20)).status("s")).as("the first call has left the window")
			.isEqualTo(200);
		assertThat(runs.status("s")).as("the second has not").isEqualTo(429);
	}

	@Test
	void withoutASubscriptionNothingIsCounted() {
		StoredRuns runs = StoredRuns.of(PolicyScope.API, "<rate-limit calls=\"1\" renewal-period=\"60\" />", "");
		assertThat(runs.status(null)).isEqualTo(200);
		assertThat(runs.status(null)).isEqualTo(200);
	}

	@Test
	void aSingleApiOrOperationMayHaveALowerLimitAndItsIdWins() {
		StoredRuns runs = StoredRuns.of(PolicyScope.PRODUCT,
				"<rate-limit calls=\"9\" renewal-period=\"60\"><api name=\"Sample API\" calls=\"2\" renewal-period=\"60\">"
						+ "<operation id=\"other\" name=\"Sample operation\" calls=\"1\" renewal-period=\"60\" />"
						+ "</api></rate-limit>",
				"");
		assertThat(runs.status("s")).isEqualTo(200);
		assertThat(runs.status("s")).isEqualTo(200);
		assertThat(runs.status("s")).isEqualTo(429);
	}

	@Test
	void headersAndVariablesTellWhatIsLeft() {
		StoredRuns runs = StoredRuns.of(PolicyScope.API,
				"<rate-limit-by-key calls=\"1\" renewal-period=\"30\" counter-key=\"k\" retry-after-header-name=\"X-Wait\" "
						+ "retry-after-variable-name=\"wait\" remaining-calls-header-name=\"X-Left\" "
						+ "remaining-calls-variable-name=\"left\" total-calls-header-name=\"X-Total\" />",
				"");
		PolicyContext first = runs.get("/a", null).context();
		assertThat(first.variables()).containsEntry("left", 0).doesNotContainKey("wait");
		assertThat(first.response().headers().first("X-Left")).isEqualTo("0");
		assertThat(first.response().headers().first("X-Total")).isEqualTo("1");
		PolicyContext second = runs.after(Duration.ofMillis(500)).get("/a", null).context();
		assertThat(second.response().statusCode()).isEqualTo(429);
		assertThat(second.variables()).containsEntry("left", 0).containsEntry("wait", 30);
		assertThat(second.response().headers().first("X-Wait")).isEqualTo("30");
		assertThat(second.response().headers().contains("Retry-After")).isFalse();
	}

	@Test
	void aConditionLooksAtTheResponse() {
		StoredRuns runs = StoredRuns
			.of(PolicyScope.API,
					"<rate-limit-by-key calls=\"1\" renewal-period=\"60\" counter-key=\"@(context.Request.IpAddress)\" "
							+ "increment-condition=\"@(context.Response.StatusCode == 200)\" increment-count=\"3\" />",
					"");
		assertThat(runs.backend(500, "").status(null)).isEqualTo(500);
		assertThat(runs.status(null)).isEqualTo(500);
		assertThat(runs.backend(200, "").status(null)).isEqualTo(200);
		assertThat(runs.status(null)).isEqualTo(429);
	}

	@Test
	void aQuotaIsReplenishedAtTheEndOfItsPeriod() {
		StoredRuns runs = StoredRuns.of(PolicyScope.PRODUCT, "<quota calls=\"1\" renewal-period=\"100\" />", "");
		assertThat(runs.status("s")).isEqualTo(200);
		PolicyContext refused = runs.after(Duration.ofSeconds(20)).get("/a", "s").context();
		GatewayResponse answer = refused.response();
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.headers().first("Retry-After")).isEqualTo("30");
		assertThat(PolicyFixture.text(answer.body()))
			.contains("\"Out of call volume quota. Quota will be replenished in 00:00:30.\"");
		assertThat(refused.lastError().reason()).isEqualTo("QuotaExceeded");
		assertThat(runs.after(Duration.ofSeconds(30)).status("s")).isEqualTo(200);
		assertThat(runs.after(Duration.ofSeconds(99)).status("s")).isEqualTo(403);
	}

	@Test
	void aQuotaWithoutAPeriodIsNeverReplenishedAndLongWaitsAreToldInDays() {
		StoredRuns runs = StoredRuns.of(PolicyScope.API,
				"<quota-by-key calls=\"1\" renewal-period=\"0\" counter-key=\"k\" />", "");
		assertThat(runs.status(null)).isEqualTo(200);
		GatewayResponse answer = runs.after(Duration.ofDays(4000)).get("/a", null).context().response();
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.headers().contains("Retry-After")).isFalse();
		assertThat(PolicyFixture.text(answer.body())).contains("\"Out of call volume quota.\"");
		assertThat(new QuotaPeriod(0, Duration.ofDays(21).plusHours(6).plusSeconds(556)).replenished())
			.isEqualTo(" Quota will be replenished in 21.06:09:16.");
	}

	@Test
	void severalQuotasOfAKeyCountARequestOnce() {
		String quota = "<quota-by-key calls=\"2\" renewal-period=\"300\" counter-key=\"k\" />";
		StoredRuns runs = StoredRuns.of(PolicyScope.API, quota + quota, "");
		assertThat(runs.status(null)).isEqualTo(200);
		assertThat(runs.status(null)).isEqualTo(200);
		assertThat(runs.status(null)).isEqualTo(403);
	}

	@Test
	void bandwidthIsCountedWithTheResponse() {
		StoredRuns runs = StoredRuns.of(PolicyScope.API,
				"<quota-by-key bandwidth=\"1\" renewal-period=\"300\" counter-key=\"k\" />", "");
		assertThat(runs.backend(200, "x".repeat(1000)).status(null)).isEqualTo(200);
		assertThat(runs.status(null)).isEqualTo(200);
		assertThat(PolicyFixture.text(runs.get("/a", null).context().response().body()))
			.contains("Out of bandwidth quota. Quota will be replenished in ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<rate-limit calls=\"1\" renewal-period=\"301\" />",
			"<rate-limit calls=\"@(1)\" renewal-period=\"1\" />", "<rate-limit renewal-period=\"1\" />",
			"<rate-limit calls=\"1\" renewal-period=\"1\" remaining-calls-header-name=\"Content-Length\" />",
			"<quota renewal-period=\"1\" />", "<quota-by-key calls=\"1\" renewal-period=\"299\" counter-key=\"k\" />",
			"<quota-by-key calls=\"1\" renewal-period=\"300\" />",
			"<quota-by-key calls=\"1\" renewal-period=\"300\" counter-key=\"k\" first-period-start=\"today\" />",
			"<quota calls=\"1\" renewal-period=\"0\"><api calls=\"1\" renewal-period=\"1\" /></quota>" })
	void whatCannotBeMeantIsRefusedWhenItIsSaved(String statement) {
		assertThat(StoredRuns.problems(PolicyScope.PRODUCT, statement)).isNotEmpty();
	}

	@Test
	void limitsPerSubscriptionStandWhereSubscriptionsAre() {
		assertThat(StoredRuns.problems(PolicyScope.GLOBAL, "<rate-limit calls=\"1\" renewal-period=\"60\" />"))
			.isNotEmpty();
		assertThat(StoredRuns.problems(PolicyScope.API, "<quota calls=\"1\" renewal-period=\"60\" />")).isNotEmpty();
		assertThat(StoredRuns.problems(PolicyScope.PRODUCT, "<quota calls=\"1\" renewal-period=\"60\" />")).isEmpty();
	}

}
