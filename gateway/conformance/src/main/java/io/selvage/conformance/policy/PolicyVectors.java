package io.selvage.conformance.policy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.policy.PolicyCompilation;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.store.PolicyStores;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Policies on sample requests.
 */
final class PolicyVectors {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Nullable String check(JsonNode vector) throws IOException {
		if (vector.get("run").asString().equals("gateway")) {
			return GatewayVectors.check(vector);
		}
		PolicyStores stores = PolicyStores.inProcess();
		PolicyLanguage language = Language.create(stores);
		JsonNode given = vector.get("given");
		given.path("cache")
			.properties()
			.forEach((entry) -> stores.external()
				.put(entry.getKey(), entry.getValue().asString(), Duration.ofHours(1))
				.block(PATIENCE));
		VectorEnvironment environment = new VectorEnvironment();
		PolicyCompilation compilation = language.compiler(environment).compile(sources(vector));
		PolicyPlan plan = compilation.plan();
		if (plan == null) {
			return "refused: " + compilation.errors();
		}
		JsonNode expect = vector.get("expect");
		int repeat = given.path("repeat").asInt(1);
		List<@Nullable Integer> statuses = new ArrayList<>();
		DryOutcome outcome = null;
		for (int i = 0; i < repeat; i++) {
			outcome = run(vector, plan, environment);
			GatewayResponse response = outcome.context().response();
			statuses.add((outcome.terminated() && response != null) ? response.statusCode() : null);
		}
		if (expect.has("statusSequence")) {
			List<@Nullable Integer> expected = new ArrayList<>();
			expect.get("statusSequence").forEach((status) -> expected.add(status.isNull() ? null : status.asInt()));
			return statuses.equals(expected) ? null : "statuses: expected " + expected + ", was " + statuses;
		}
		String difference = OutcomeCheck.difference(expect, Objects.requireNonNull(outcome));
		return (difference != null || !expect.has("cache")) ? difference
				: cacheDifference(given.path("cache"), expect.get("cache"), stores);
	}

	/** Looks at all keys the cache had before or should have now. */
	private static @Nullable String cacheDifference(JsonNode before, JsonNode expected, PolicyStores stores) {
		Set<String> keys = new TreeSet<>(before.propertyNames());
		keys.addAll(expected.propertyNames());
		for (String key : keys) {
			Object kept = stores.external().get(key).block(PATIENCE);
			String wanted = expected.has(key) ? expected.get(key).asString() : null;
			if (!Objects.equals(wanted, kept)) {
				return "cached value of " + key + ": expected " + wanted + ", was " + kept;
			}
		}
		return null;
	}

	private static DryOutcome run(JsonNode vector, PolicyPlan plan, VectorEnvironment environment) {
		JsonNode given = vector.get("given");
		PolicyContext context = VectorContext.of(given);
		String part = vector.get("run").asString();
		var answers = Samples.answers(given.path("backend"));
		var run = part.equals("all") ? Language.dryRun().run(plan, environment, context, answers)
				: Language.dryRun()
					.runSection(Section.valueOf(part.toUpperCase(Locale.ROOT).replace('-', '_')), plan, environment,
							context, answers);
		return Objects.requireNonNull(run.block(PATIENCE));
	}

	private static Map<PolicyScope, PolicySource> sources(JsonNode vector) {
		Map<PolicyScope, PolicySource> sources = new EnumMap<>(PolicyScope.class);
		if (vector.has("policy")) {
			sources.put(PolicyScope.API, source(vector.get("policy")));
		}
		boolean inProduct = vector.get("given").has("product");
		vector.path("scopes").properties().forEach((entry) -> {
			PolicyScope scope = PolicyScope.valueOf(entry.getKey().toUpperCase(Locale.ROOT));
			if (scope != PolicyScope.PRODUCT || inProduct) {
				sources.put(scope, source(entry.getValue()));
			}
		});
		if (vector.has("policy") && !vector.get("run").asString().equals("all")) {
			return productToo(sources, vector.get("policy"));
		}
		return sources;
	}

	/** Some policies may only stand at product scope; the vectors do not say where. */
	private static Map<PolicyScope, PolicySource> productToo(Map<PolicyScope, PolicySource> sources, JsonNode policy) {
		if (policy.asString().contains("<quota ")) {
			sources.remove(PolicyScope.API);
			sources.put(PolicyScope.PRODUCT, source(policy));
		}
		return sources;
	}

	private static PolicySource source(JsonNode text) {
		return PolicySource.strict("vector", text.asString(), PolicyFormat.RAWXML);
	}

}
