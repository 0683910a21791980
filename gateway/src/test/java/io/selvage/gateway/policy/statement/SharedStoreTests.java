package io.selvage.gateway.policy.statement;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.lettuce.core.RedisURI;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.store.Counters;
import io.selvage.gateway.policy.store.PolicyStores;
import io.selvage.gateway.policy.store.redis.FailureRule;
import io.selvage.gateway.policy.store.redis.RedisCounters;
import io.selvage.gateway.policy.store.redis.RedisLink;
import io.selvage.gateway.policy.store.redis.RedisServer;
import io.selvage.gateway.policy.store.redis.RedisSettings;
import io.selvage.gateway.policy.store.redis.RedisValueCache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Caches and counters that gateways share through a real Redis. Every "gateway" here is a
 * policy language with a connection of its own.
 */
class SharedStoreTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static RedisServer redis;

	private final List<RedisLink> links = new ArrayList<>();

	/** Tests do not meet in their keys. */
	private final String prefix = UUID.randomUUID() + ":";

	private final AtomicInteger failures = new AtomicInteger();

	@BeforeAll
	static void startRedis() {
		redis = RedisServer.start();
	}

	@AfterAll
	static void stopRedis() {
		if (redis != null) {
			redis.close();
		}
	}

	@BeforeEach
	void redisRuns() {
		redis.stop();
		redis.resume();
	}

	@AfterEach
	void close() throws Exception {
		for (RedisLink link : this.links) {
			link.close();
		}
	}

	private PolicyStores gateway(FailureRule rule) {
		return gateway(rule, redis.url(), Duration.ofSeconds(5));
	}

	private PolicyStores gateway(FailureRule rule, String url, Duration timeout) {
		RedisLink link = RedisLink.open(new RedisSettings(RedisURI.create(url), false, null, timeout, this.prefix),
				this.failures::incrementAndGet);
		this.links.add(link);
		PolicyStores own = PolicyStores.inProcess();
		return own.sharing(new RedisValueCache(link)).sharing(new RedisCounters(link, rule, own.counters()));
	}

	/** Waits until commands reach Redis: connecting takes its time. */
	private static void connected(PolicyStores stores) {
		await(() -> {
			stores.external().put("ping", "pong", Duration.ofMinutes(1)).block(PATIENCE);
			return stores.external().get("ping").block(PATIENCE) != null;
		});
	}

	private static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("patience ends").isLessThan(end);
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
		}
	}

	private List<PolicyStores> twoGateways(FailureRule rule) {
		List<PolicyStores> gateways = List.of(gateway(rule), gateway(rule));
		gateways.forEach(SharedStoreTests::connected);
		this.failures.set(0);
		return gateways;
	}

	@ParameterizedTest
	@ValueSource(strings = { "<rate-limit-by-key calls=\"3\" renewal-period=\"300\" counter-key=\"k\" />",
			"<rate-limit calls=\"3\" renewal-period=\"300\" />",
			"<quota-by-key calls=\"3\" renewal-period=\"3600\" counter-key=\"k\" />" })
	void gatewaysShareALimit(String policy) {
		List<StoredRuns> gateways = twoGateways(FailureRule.CLOSED).stream()
			.map((stores) -> StoredRuns.of(stores, PolicyScope.API, policy, ""))
			.toList();
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			statuses.add(gateways.get(i % 2).status("s"));
		}
		int refused = policy.contains("quota") ? 403 : 429;
		assertThat(statuses).containsExactly(200, 200, 200, refused, refused);
		assertThat(this.failures).hasValue(0);
	}

	@Test
	void theWindowOfRedisTellsWhenACallLeavesIt() {
		StoredRuns gateway = StoredRuns.of(twoGateways(FailureRule.CLOSED).get(0), PolicyScope.API,
				"<rate-limit-by-key calls=\"1\" renewal-period=\"60\" counter-key=\"k\" remaining-calls-variable-name=\"left\" />",
				"");
		assertThat(gateway.get("/a", null).context().variables()).containsEntry("left", 0);
		PolicyContext refused = gateway.get("/a", null).context();
		assertThat(Integer.parseInt(refused.response().headers().first("Retry-After"))).isBetween(1, 60);
	}

	@Test
	void aCallLeavesTheWindowWhenItsTimeIsOver() {
		Counters counters = twoGateways(FailureRule.CLOSED).get(0).counters();
		Duration window = Duration.ofMillis(300);
		assertThat(counters.slide("w", 1, 1, window).block(PATIENCE).allowed()).isTrue();
		Counters.Usage full = counters.slide("w", 1, 1, window).block(PATIENCE);
		assertThat(full.retryAfter()).isBetween(Duration.ZERO, window);
		await(() -> counters.slide("w", 1, 1, window).block(PATIENCE).allowed());
	}

	@Test
	void checkingAndCountingIsOneStepHoweverManyAskAtTheSameTime() {
		List<PolicyStores> gateways = twoGateways(FailureRule.CLOSED);
		long allowed = Flux.range(0, 400)
			.flatMap((i) -> gateways.get(i % 2).counters().slide("race", 100, 1, Duration.ofMinutes(1)), 64)
			.filter(Counters.Usage::allowed)
			.count()
			.block(PATIENCE);
		assertThat(allowed).isEqualTo(100);
		Long whole = Flux.range(0, 40)
			.flatMap((i) -> gateways.get(i % 2).counters().reserve("tokens", 100, 30, Duration.ofMinutes(1)), 16)
			.filter(Counters.Usage::allowed)
			.count()
			.block(PATIENCE);
		assertThat(whole).as("only three times 30 fit into 100").isEqualTo(3);
		assertThat(
				gateways.get(0).counters().count("tokens", Long.MAX_VALUE, -500, Duration.ofMinutes(1)).block(PATIENCE))
			.isEqualTo(new Counters.Usage(true, 0, Duration.ZERO));
	}

	@Test
	void tokensOfALanguageModelAreCountedTogether() {
		String policy = "<llm-token-limit counter-key=\"k\" tokens-per-minute=\"10\" estimate-prompt-tokens=\"false\" />";
		List<StoredRuns> gateways = twoGateways(FailureRule.CLOSED).stream()
			.map((stores) -> StoredRuns.of(stores, PolicyScope.API, policy, "")
				.backend(200, "{\"usage\":{\"total_tokens\":10}}"))
			.toList();
		assertThat(gateways.get(0).status("s")).isEqualTo(200);
		assertThat(gateways.get(1).status("s")).isEqualTo(429);
	}

	@Test
	void whatOneGatewayCachesAnotherFinds() {
		List<PolicyStores> gateways = twoGateways(FailureRule.CLOSED);
		StoredRuns.of(gateways.get(0), PolicyScope.API,
				"<cache-store-value key=\"k\" value=\"@(new JObject(new JProperty(\"a\", 7)))\" duration=\"60\" />"
						+ "<cache-store-value key=\"mine\" value=\"v\" duration=\"60\" caching-type=\"internal\" />",
				"")
			.get("/a", null);
		Map<String, Object> found = StoredRuns
			.of(gateways.get(1), PolicyScope.API, "<cache-lookup-value key=\"k\" variable-name=\"json\" />"
					+ "<cache-lookup-value key=\"mine\" variable-name=\"mine\" default-value=\"none\" caching-type=\"internal\" />"
					+ "<set-variable name=\"sum\" value=\"@((int)((JObject)context.Variables[\"json\"])[\"a\"] + 1)\" />"
					+ "<cache-remove-value key=\"k\" />", "")
			.get("/a", null)
			.context()
			.variables();
		assertThat(found).containsEntry("sum", 8).containsEntry("mine", "none");
		assertThat(gateways.get(0).external().get("k").block(PATIENCE)).isNull();
	}

	@Test
	void aResponseStoredByOneGatewayIsServedByAnother() {
		List<PolicyStores> gateways = twoGateways(FailureRule.CLOSED);
		String lookup = "<cache-lookup vary-by-developer=\"false\" vary-by-developer-groups=\"false\" />";
		String store = "<cache-store duration=\"60\" />";
		StoredRuns.of(gateways.get(0), PolicyScope.API, lookup, store).backend(200, "first").get("/a?x=1", null);
		PolicyContext second = StoredRuns.of(gateways.get(1), PolicyScope.API, lookup, store)
			.backend(200, "second")
			.get("/a?x=1", null)
			.context();
		assertThat(PolicyFixture.text(second.response().body())).isEqualTo("first");
		assertThat(second.response().headers().first("Age")).isNotNull();
	}

	@Test
	void withoutRedisRequestsPassAreRefusedOrAreCountedHereAsOneHasChosen() {
		String policy = "<rate-limit-by-key calls=\"2\" renewal-period=\"300\" counter-key=\"k\" />";
		PolicyStores[] stores = { gateway(FailureRule.OPEN), gateway(FailureRule.CLOSED), gateway(FailureRule.LOCAL) };
		for (PolicyStores each : stores) {
			connected(each);
		}
		StoredRuns open = StoredRuns.of(stores[0], PolicyScope.API, policy, "");
		StoredRuns closed = StoredRuns.of(stores[1], PolicyScope.API, policy, "");
		StoredRuns local = StoredRuns.of(stores[2], PolicyScope.API, policy, "");
		assertThat(open.status("s")).isEqualTo(200);
		redis.stop();
		for (int i = 0; i < 4; i++) {
			assertThat(open.status("s")).isEqualTo(200);
			PolicyContext refused = closed.get("/a", "s").context();
			assertThat(refused.response().statusCode()).isEqualTo(503);
			assertThat(refused.response().headers().first("Retry-After")).isEqualTo("1");
			assertThat(refused.lastError().source()).isEqualTo("rate-limit-by-key");
			assertThat(refused.lastError().reason()).isEqualTo("StoreUnavailable");
		}
		assertThat(List.of(local.status("s"), local.status("s"), local.status("s"))).containsExactly(200, 200, 429);
		assertThat(this.failures.get()).isPositive();
		redis.resume();
		await(() -> closed.status("s") == 200);
		await(() -> open.status("s") == 429);
		assertThat(local.status("s")).isEqualTo(429);
	}

	@Test
	void aCacheThatCannotBeReachedIsAMissAndKeepsNothing() {
		PolicyStores stores = twoGateways(FailureRule.CLOSED).get(0);
		StoredRuns runs = StoredRuns.of(stores, PolicyScope.API,
				"<cache-store-value key=\"k\" value=\"v\" duration=\"60\" />"
						+ "<cache-lookup-value key=\"k\" variable-name=\"found\" default-value=\"none\" />",
				"");
		assertThat(runs.get("/a", null).context().variables()).containsEntry("found", "v");
		redis.stop();
		PolicyContext without = runs.get("/a", null).context();
		assertThat(without.variables()).containsEntry("found", "none");
		assertThat(without.response().statusCode()).isEqualTo(200);
	}

	@Test
	void aRedisThatDoesNotAnswerHoldsARequestUpOnlyUntilTheDeadline() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			PolicyStores stores = gateway(FailureRule.OPEN, "redis://127.0.0.1:" + silent.getLocalPort(),
					Duration.ofMillis(50));
			Counters.Usage usage = stores.counters().slide("k", 1, 1, Duration.ofMinutes(1)).block(PATIENCE);
			assertThat(usage.allowed()).isTrue();
			assertThat(stores.external().get("k").blockOptional(PATIENCE)).isEmpty();
		}
	}

}
