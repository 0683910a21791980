package io.selvage.gateway.attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.SingleTarget;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.BreakerListener;
import io.selvage.gateway.target.breaker.Breakers;
import io.selvage.gateway.target.breaker.MonotonicClock;
import io.selvage.gateway.target.pool.PoolMember;
import io.selvage.gateway.target.pool.PoolTarget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PoolTargetTests {

	private final Breakers breakers = new Breakers(false, new MonotonicClock(), BreakerListener.NONE);

	private final List<PoolMember> members = new ArrayList<>();

	private final Ejections ejections = new Ejections(EjectionRule.DEFAULT, System::nanoTime);

	private @Nullable String cookie;

	private @Nullable Integer failureStatus;

	@Test
	void membersTakeTurns() {
		add("a", 1, 0);
		add("b", 1, 0);
		add("c", 1, 0);

		assertThat(calls(pool(), 6, (endpoint, number) -> 200)).containsExactly("a", "b", "c", "a", "b", "c");
	}

	@Test
	void weightsSetTheSharesAndTurnsAreSpread() {
		add("a", 3, 0);
		add("b", 1, 0);
		add("never", 0, 0);

		List<String> called = calls(pool(), 8, (endpoint, number) -> 200);

		assertThat(count(called)).containsExactlyInAnyOrderEntriesOf(Map.of("a", 6, "b", 2));
		assertThat(called.subList(0, 4)).contains("b");
	}

	@Test
	void aLowerPriorityIsUsedOnlyWhileAllHigherOnesAreTripped() {
		add("a", 1, 1);
		add("b", 1, 1);
		add("spare", 1, 2);
		PoolTarget pool = pool();

		this.breakers.find("a").trip(Duration.ofMinutes(1));
		assertThat(calls(pool, 3, (endpoint, number) -> 200)).containsOnly("b");

		this.breakers.find("b").trip(Duration.ofMinutes(1));
		assertThat(calls(pool, 3, (endpoint, number) -> 200)).containsOnly("spare");

		this.breakers.find("a").reset();
		assertThat(calls(pool, 3, (endpoint, number) -> 200)).containsOnly("a");
	}

	@ParameterizedTest
	@EnumSource(value = BackendError.class, names = { "CONNECT", "CONNECT_TIMEOUT", "SILENT" })
	void aMemberWhereNobodyIsGivesWayWithinTheRequestAndIsLeftAloneAfterwards(BackendError error) {
		add("dead", 1, 0);
		add("b", 1, 0);
		add("c", 1, 0);
		PoolTarget pool = pool();

		List<String> called = calls(pool, 9, (endpoint, number) -> endpoint.id().contains("dead") ? error : 200);

		assertThat(called).hasSize(10).containsOnlyOnce("dead");
	}

	@Test
	void aMemberWhoseProbesFailGetsNoRequestUnlessNoOtherIsLeft() {
		add("a", 1, 0);
		add("b", 1, 0);
		PoolTarget pool = pool();

		this.members.get(0).target().ejections().mark("http://a", false);
		assertThat(calls(pool, 4, (endpoint, number) -> 200)).containsOnly("b");

		this.members.get(1).target().ejections().mark("http://b", false);
		assertThat(calls(pool, 4, (endpoint, number) -> 200)).contains("a", "b");
	}

	@Test
	void anAnswerOfAMemberIsTheAnswer() {
		add("a", 1, 0);
		add("b", 1, 0);

		assertThat(calls(pool(), 1, (endpoint, number) -> 500)).containsExactly("a");
	}

	@Test
	void aRequestThatMayHaveBeenExecutedGoesToAnotherMemberOnlyIfIdempotent() {
		add("a", 1, 0);
		add("b", 1, 0);
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> (number % 2 == 1) ? BackendError.CLOSED_BEFORE_RESPONSE : 200);
		RequestForwarder forwarder = TestRequests.forwarder(client, pool());

		assertThat(TestRequests.forward(forwarder, TestRequests.execution("GET"), FabricOptions.NONE)).isEqualTo(200);
		assertThat(client.called).hasSize(2);

		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> TestRequests.forward(forwarder, TestRequests.execution("POST"), FabricOptions.NONE));
		assertThat(client.called).hasSize(3);
	}

	@Test
	void aTimeoutIsNotRepeated() {
		add("a", 1, 0);
		add("b", 1, 0);
		ScriptedClient client = new ScriptedClient((endpoint, number) -> BackendError.TIMEOUT);

		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> TestRequests.forward(TestRequests.forwarder(client, pool()),
					TestRequests.execution("GET"), FabricOptions.NONE))
			.satisfies((failure) -> assertThat(failure.error().reason()).isEqualTo("Timeout"));

		assertThat(client.called).hasSize(1);
	}

	@Test
	void ifAllMembersAreTrippedTheAnswerIs503WithTheShortestRetryAfter() {
		add("a", 1, 0);
		add("b", 1, 0);
		PoolTarget pool = pool();
		this.breakers.find("a").trip(Duration.ofMinutes(5));
		this.breakers.find("b").trip(Duration.ofMinutes(1));

		assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> calls(pool, 1, (endpoint, number) -> 200))
			.withMessage("Backend pool 'pool' is temporarily unavailable")
			.satisfies((failure) -> assertThat(failure.status()).isEqualTo(503))
			.satisfies((failure) -> assertThat(failure.reasonPhrase()).contains("Backend pool"))
			.satisfies((failure) -> assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(1),
					Duration.ofMinutes(1)));
	}

	@Test
	void theConfiguredStatusReplacesThe503() {
		this.failureStatus = 429;
		add("a", 1, 0);
		PoolTarget pool = pool();
		this.breakers.find("a").trip(Duration.ofMinutes(1));

		assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> calls(pool, 1, (endpoint, number) -> 200))
			.satisfies((failure) -> assertThat(failure.status()).isEqualTo(429));
	}

	@Test
	void ifNoMemberCanBeReachedTheLastFailureIsTheAnswer() {
		add("a", 1, 0);
		add("b", 1, 0);

		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> calls(pool(), 1, (endpoint, number) -> BackendError.CONNECT))
			.satisfies((failure) -> assertThat(failure.error().reason()).isEqualTo("BackendConnectionFailure"));
	}

	@Test
	void theCookieKeepsAClientAtItsMember() {
		this.cookie = "SessionId";
		add("a", 1, 0);
		add("b", 1, 0);
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);
		RequestForwarder forwarder = TestRequests.forwarder(client, pool());

		PolicyExecution first = TestRequests.execution("GET");
		TestRequests.forward(forwarder, first, FabricOptions.NONE);
		String set = setCookie(first);
		assertThat(set).startsWith("SessionId=").contains("Path=/; HttpOnly").doesNotContain("=a;");

		for (int i = 0; i < 3; i++) {
			PolicyExecution next = TestRequests.execution("GET");
			next.context().request().headers().add("Cookie", "other=1; " + set.substring(0, set.indexOf(';')));
			TestRequests.forward(forwarder, next, FabricOptions.NONE);
			assertThat(setCookie(next)).isNull();
		}
		assertThat(names(client)).containsOnly("a");
	}

	@Test
	void aClientWhoseMemberIsTrippedGetsAnotherMemberAndAnotherCookie() {
		this.cookie = "SessionId";
		add("a", 1, 0);
		add("b", 1, 0);
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);
		RequestForwarder forwarder = TestRequests.forwarder(client, pool());
		PolicyExecution first = TestRequests.execution("GET");
		TestRequests.forward(forwarder, first, FabricOptions.NONE);
		String set = setCookie(first);
		this.breakers.find("a").trip(Duration.ofMinutes(1));

		PolicyExecution next = TestRequests.execution("GET");
		next.context().request().headers().add("Cookie", set.substring(0, set.indexOf(';')));
		TestRequests.forward(forwarder, next, FabricOptions.NONE);

		assertThat(names(client)).containsExactly("a", "b");
		assertThat(setCookie(next)).isNotNull().isNotEqualTo(set);
	}

	private void add(String id, int weight, int priority) {
		BackendBreaker breaker = this.breakers.of(id, null);
		Endpoint endpoint = new Endpoint(MessageUrl.parse("http://" + id), "http://" + id, TestRequests.transport(id),
				Endpoint.FORWARD_REQUEST);
		this.members.add(new PoolMember(new SingleTarget(endpoint, breaker), weight, priority));
	}

	private PoolTarget pool() {
		return new PoolTarget("pool", this.members, this.ejections, this.cookie, this.failureStatus);
	}

	private List<String> calls(PoolTarget pool, int count,
			java.util.function.BiFunction<Endpoint, Integer, Object> script) {
		ScriptedClient client = new ScriptedClient(script);
		RequestForwarder forwarder = TestRequests.forwarder(client, pool);
		for (int i = 0; i < count; i++) {
			TestRequests.forward(forwarder, TestRequests.execution("GET"), FabricOptions.NONE);
		}
		return names(client);
	}

	private static List<String> names(ScriptedClient client) {
		return client.called.stream().map((id) -> id.substring("http://".length())).toList();
	}

	private static Map<String, Integer> count(List<String> called) {
		Map<String, Integer> counts = new TreeMap<>();
		called.forEach((name) -> counts.merge(name, 1, Integer::sum));
		return counts;
	}

	private static @Nullable String setCookie(PolicyExecution execution) {
		GatewayResponse response = execution.context().response();
		assertThat(response).isNotNull();
		return response.headers().first("Set-Cookie");
	}

}
