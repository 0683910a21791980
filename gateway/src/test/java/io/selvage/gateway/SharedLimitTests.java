package io.selvage.gateway;

import java.net.http.HttpResponse;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.gateway.policy.store.PolicyStores;
import io.selvage.gateway.policy.store.redis.RedisServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two whole gateways with one Redis, and one without.
 */
class SharedLimitTests {

	private static TestGateway gateway(String url) {
		TestGateway gateway = TestGateway.start("selvage.redis.url=" + url, "selvage.redis.on-failure=closed",
				"selvage.redis.timeout=2s");
		gateway.put("/apis/limited",
				"{\"path\":\"limited\",\"displayName\":\"l\",\"protocols\":[\"http\"],\"subscriptionRequired\":false}",
				"/apis/limited/operations/any", "{\"displayName\":\"any\",\"method\":\"*\",\"urlTemplate\":\"/*\"}");
		gateway.put("/apis/limited/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway
			.quoted("<policies><inbound><rate-limit-by-key calls=\"3\" renewal-period=\"300\" counter-key=\"all\" />"
					+ "<return-response><set-status code=\"204\" /></return-response></inbound></policies>")
				+ "}");
		return gateway;
	}

	@Test
	void twoGatewaysLetTogetherThroughWhatOneLimitAllowsAndRefuseWhileRedisIsAway() {
		try (RedisServer redis = RedisServer.start();
				TestGateway first = gateway(redis.url());
				TestGateway second = gateway(redis.url())) {
			assertThat(first.bean(PolicyStores.class).hasExternalCache()).isTrue();
			awaitStatus(first, 204);
			awaitStatus(second, 204);
			assertThat(first.get("/limited/a").statusCode()).isEqualTo(204);
			for (TestGateway gateway : List.of(first, second)) {
				HttpResponse<String> refused = gateway.get("/limited/a");
				assertThat(refused.statusCode()).isEqualTo(429);
				assertThat(refused.headers().firstValue("Retry-After")).isPresent();
			}
			redis.stop();
			HttpResponse<String> unknown = first.get("/limited/a");
			assertThat(unknown.statusCode()).isEqualTo(503);
			assertThat(unknown.body()).contains("The shared counters cannot be reached.").doesNotContain("127.0.0.1");
			assertThat(first.bean(MeterRegistry.class).get("selvage.redis.failures").counter().count()).isPositive();
			redis.resume();
			awaitStatus(first, 204);
		}
	}

	/** A gateway serves before it is connected; until then it refuses, as it was told. */
	private static void awaitStatus(TestGateway gateway, int status) {
		long end = System.nanoTime() + 20_000_000_000L;
		while (gateway.get("/limited/a").statusCode() != status) {
			assertThat(System.nanoTime()).as("patience ends").isLessThan(end);
		}
	}

	@Test
	void aMalformedUrlIsRefusedWithoutQuotingIt() {
		assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> gateway("redis//user:canary@host").close()))
			.rootCause()
			.hasMessage("selvage.redis.url is no Redis URL: expected one such as redis://host:6379/0");
	}

}
