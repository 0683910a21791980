package io.selvage.gateway.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.gateway.TestGateway;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.routing.RouteEntry;
import io.selvage.gateway.target.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A change of the catalog makes anew what it concerns; everything else is the same object
 * as before.
 */
class ReuseTests {

	private static TestGateway gateway;

	@BeforeAll
	static void start() {
		gateway = TestGateway.start();
		gateway.put("/namedValues/n", "{\"displayName\":\"color\",\"value\":\"red\"}", "/namedValues/m",
				"{\"displayName\":\"host\",\"value\":\"one\"}", "/policyFragments/f",
				"{\"format\":\"rawxml\",\"value\":\"<fragment><set-header name=\\\"f\\\"><value>1</value></set-header></fragment>\"}",
				"/backends/b1", "{\"protocol\":\"http\",\"url\":\"http://b1.example\"}", "/backends/b2",
				"{\"protocol\":\"http\",\"url\":\"http://b2.example\"}", "/backends/templated",
				"{\"protocol\":\"http\",\"url\":\"http://{{host}}.example\"}");
		for (String name : new String[] { "plain", "other" }) {
			api(name);
			policy(name, "<set-header name=\"x\"><value>" + name + "</value></set-header>");
		}
		api("colored");
		policy("colored", "<set-header name=\"x\"><value>{{color}}</value></set-header>");
		api("fragmented");
		policy("fragmented", "<include-fragment fragment-id=\"f\" />");
		api("calling");
		policy("calling", "<set-backend-service backend-id=\"B1\" />");
		api("addressed");
		gateway.put("/apis/addressed",
				"{\"path\":\"addressed\",\"displayName\":\"addressed\",\"protocols\":[\"http\"],\"subscriptionRequired\":false,\"serviceUrl\":\"http://{{host}}.example\"}");
		gateway.put("/products/p", "{\"displayName\":\"p\",\"state\":\"published\"}", "/products/p/apis/other", "{}");
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@Test
	void policyOfAnApiCompilesItsPlansOnly() {
		State before = State.now();
		policy("plain", "<set-header name=\"x\"><value>changed</value></set-header>");
		assertThat(State.now().differentFrom(before)).containsExactly("plain");
		// One for the API, and one for the document by itself.
		assertThat(compilations() - before.compilations).isLessThanOrEqualTo(2);
		assertThat(gateway.bean(GatewayRuntime.class).backend("b1")).isSameAs(before.backends.get("b1"));
	}

	@Test
	void policyOfAnOperationMakesThatOperationAnew() {
		gateway.put("/apis/plain/operations/second",
				"{\"displayName\":\"second\",\"method\":\"POST\",\"urlTemplate\":\"/s\"}");
		State before = State.now();
		gateway.put("/apis/plain/operations/second/policies/policy",
				"{\"format\":\"rawxml\",\"value\":\"<policies><inbound><base /></inbound></policies>\"}");
		State now = State.now();
		assertThat(now.differentFrom(before)).containsExactly("plain");
		assertThat(now.entries.get("plain/any")).isSameAs(before.entries.get("plain/any"));
		assertThat(now.entries.get("plain/second")).isNotSameAs(before.entries.get("plain/second"));
	}

	@Test
	void namedValueConcernsThosePlansAndUrlsThatNameIt() {
		State before = State.now();
		gateway.put("/namedValues/n", "{\"displayName\":\"color\",\"value\":\"blue\"}");
		assertThat(State.now().differentFrom(before)).containsExactly("colored");
		before = State.now();
		gateway.put("/namedValues/m", "{\"displayName\":\"host\",\"value\":\"two\"}");
		State now = State.now();
		assertThat(now.differentFrom(before)).containsExactly("addressed");
		assertThat(now.backends.get("templated")).isNotSameAs(before.backends.get("templated"));
		assertThat(now.backends.get("b1")).isSameAs(before.backends.get("b1"));
		assertThat(compilations()).isEqualTo(before.compilations);
	}

	@Test
	void backendIsMadeAnewWithThePlansThatNameIt() {
		State before = State.now();
		gateway.put("/backends/b1", "{\"protocol\":\"http\",\"url\":\"http://changed.example\"}");
		State now = State.now();
		assertThat(now.differentFrom(before)).containsExactly("calling");
		assertThat(now.backends.get("b1")).isNotSameAs(before.backends.get("b1"));
		assertThat(now.backends.get("b2")).isSameAs(before.backends.get("b2"));
		before = now;
		gateway.put("/backends/b2", "{\"protocol\":\"http\",\"url\":\"http://changed.example\"}");
		assertThat(State.now().differentFrom(before)).isEmpty();
		assertThat(compilations()).isEqualTo(before.compilations);
	}

	@Test
	void fragmentConcernsThosePlansThatIncludeIt() {
		State before = State.now();
		gateway.put("/policyFragments/f",
				"{\"format\":\"rawxml\",\"value\":\"<fragment><set-header name=\\\"f\\\"><value>2</value></set-header></fragment>\"}");
		assertThat(State.now().differentFrom(before)).containsExactly("fragmented");
	}

	@Test
	void policyOfAProductConcernsItsApis() {
		State before = State.now();
		gateway.put("/products/p/policies/policy",
				"{\"format\":\"rawxml\",\"value\":\"<policies><inbound><base /><set-header name=\\\"p\\\"><value>1</value></set-header></inbound></policies>\"}");
		assertThat(State.now().differentFrom(before)).containsExactly("other");
		assertThat(gateway.bean(GatewayRuntime.class)
			.routes()
			.stream()
			.filter((entry) -> entry.api().id().equals("other"))
			.findFirst()
			.orElseThrow()
			.productPlans()).containsKey("p");
	}

	@Test
	void policyOfAllConcernsAll() {
		State before = State.now();
		gateway.put("/policies/policy",
				"{\"format\":\"rawxml\",\"value\":\"<policies><inbound><set-header name=\\\"g\\\"><value>1</value></set-header></inbound><backend><forward-request /></backend></policies>\"}");
		assertThat(State.now().differentFrom(before)).containsExactlyInAnyOrder("addressed", "calling", "colored",
				"fragmented", "other", "plain");
		gateway.bean(Catalog.class).apply(Changes.to(Layer.STORE).delete(ResourceId.parse("/policies/policy")));
	}

	@Test
	void whatIsGoneIsForgotten() {
		api("passing");
		State before = State.now();
		gateway.bean(Catalog.class).apply(Changes.to(Layer.STORE).delete(ResourceId.parse("/apis/passing")));
		assertThat(State.now().entries.keySet()).doesNotContain("passing/any");
		assertThat(State.now().differentFrom(before)).isEmpty();
		assertThat(gateway.get("/passing/x").statusCode()).isEqualTo(404);
	}

	private static void api(String name) {
		gateway.api(name, name, "http://service.example", null);
	}

	private static void policy(String api, String inbound) {
		gateway.put("/apis/" + api + "/policies/policy", "{\"format\":\"rawxml\",\"value\":"
				+ TestGateway.quoted("<policies><inbound><base />" + inbound + "</inbound></policies>") + "}");
	}

	private static long compilations() {
		return gateway.bean(RuntimeParts.class).plans().compilations();
	}

	private record State(Map<String, RouteEntry> entries, Map<String, PolicyPlan> plans, Map<String, Target> backends,
			long compilations) {

		static State now() {
			Map<String, RouteEntry> entries = new LinkedHashMap<>();
			Map<String, PolicyPlan> plans = new LinkedHashMap<>();
			gateway.bean(GatewayRuntime.class).routes().forEach((entry) -> {
				entries.put(entry.api().id() + "/" + entry.operation().id(), entry);
				plans.put(entry.api().id() + "/" + entry.operation().id(), entry.plan());
			});
			return new State(entries, plans, gateway.bean(GatewayRuntime.class).backends(), ReuseTests.compilations());
		}

		/** The APIs of entries that are other objects than before. */
		Set<String> differentFrom(State before) {
			Set<String> different = new TreeSet<>();
			this.entries.forEach((name, entry) -> {
				if (before.entries.get(name) != entry) {
					different.add(entry.api().id());
				}
			});
			return different;
		}

	}

}
