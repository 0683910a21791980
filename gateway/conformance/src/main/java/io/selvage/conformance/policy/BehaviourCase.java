package io.selvage.conformance.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.dryrun.DryAnswer;
import io.selvage.gateway.dryrun.OutgoingCall;
import io.selvage.gateway.policy.PolicyCompilation;
import io.selvage.gateway.policy.PolicyCompiler;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One behaviour case: a public document, its surroundings, requests, and what must come
 * of them.
 */
final class BehaviourCase {

	private final Path half;

	private final JsonNode test;

	private final JsonNode setup;

	private final VectorEnvironment environment = new VectorEnvironment();

	private final CaseRun run;

	BehaviourCase(Path half, JsonNode test) {
		this.half = half;
		this.test = test;
		this.setup = test.get("setup");
		this.run = this.setup.has("cluster") ? CaseRun.forwarding(new CaseTargets(this.setup))
				: CaseRun.dry(this.environment);
	}

	@Nullable String check() {
		Map<PolicyScope, PolicySource> sources = prepare();
		PolicyCompiler compiler = Language.create().compiler(this.environment);
		PolicyCompilation compilation = compiler.compile(sources);
		PolicyPlan plan = compilation.plan();
		if (plan == null) {
			return "refused: " + compilation.errors().get(0);
		}
		int number = 0;
		for (JsonNode exchange : this.test.get("exchanges")) {
			number++;
			String difference = exchange(plan, exchange);
			if (difference != null) {
				return "exchange " + number + ": " + difference;
			}
		}
		return null;
	}

	private Map<PolicyScope, PolicySource> prepare() {
		Samples.strings(this.setup.path("namedValues")).forEach(this.environment::namedValue);
		this.setup.path("backends")
			.properties()
			.forEach((entry) -> this.environment.backend(entry.getKey(), entry.getValue().get("url").asString()));
		this.setup.path("fragments")
			.properties()
			.forEach((entry) -> this.environment.fragment(entry.getKey(),
					source(entry.getKey(), entry.getValue().isString() ? entry.getValue().asString()
							: document(entry.getValue().get("document").asString()))));
		Map<PolicyScope, PolicySource> sources = new EnumMap<>(PolicyScope.class);
		this.setup.path("policies")
			.properties()
			.forEach(
					(entry) -> sources.put(scope(entry.getKey()), source(entry.getKey(), entry.getValue().asString())));
		String place = this.test.get("installAt").asString();
		String document = document(this.test.get("document").asString());
		for (Map.Entry<String, String> entry : Samples.strings(this.setup.path("substitutions")).entrySet()) {
			document = document.replace(entry.getKey(), entry.getValue());
		}
		if (place.startsWith("fragment:")) {
			this.environment.fragment(place.substring("fragment:".length()), source(place, document));
		}
		else {
			sources.put(scope(place), source(place, document));
		}
		return sources;
	}

	private String document(String id) {
		try {
			return Files.readString(this.half.resolve("docs").resolve(id + ".xml"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static PolicySource source(String name, String text) {
		return PolicySource.strict(name, text, PolicyFormat.ANY);
	}

	private static PolicyScope scope(String name) {
		return PolicyScope.valueOf(name.toUpperCase(Locale.ROOT));
	}

	private @Nullable String exchange(PolicyPlan plan, JsonNode exchange) {
		PolicyContext context = new CaseContext(this.setup).create(exchange.get("request"));
		if (context == null) {
			return "no operation matches";
		}
		List<DryAnswer> answers = Samples.answers(exchange.path("upstream"));
		List<OutgoingCall> calls = taken(this.run.run(plan, context, answers), answers);
		JsonNode expect = exchange.get("expect");
		String difference = calls(expect.path("upstreamCalls"), calls);
		if (difference == null) {
			difference = response(expect.path("response"), context.response());
		}
		return (difference != null) ? difference + " [LastError " + context.lastError() + "]" : null;
	}

	/** Calls that were refused do not count as calls. */
	private static List<OutgoingCall> taken(List<OutgoingCall> calls, List<DryAnswer> answers) {
		List<OutgoingCall> taken = new ArrayList<>();
		for (int i = 0; i < calls.size(); i++) {
			if (answers.isEmpty() || answers.get(Math.min(i, answers.size() - 1)) instanceof DryAnswer.Response) {
				taken.add(calls.get(i));
			}
		}
		return taken;
	}

	private static @Nullable String calls(JsonNode expected, List<OutgoingCall> calls) {
		if (expected.size() != calls.size()) {
			return "expected " + expected.size() + " calls, was "
					+ calls.stream().map((call) -> call.method() + " " + call.url()).toList();
		}
		for (int i = 0; i < expected.size(); i++) {
			String difference = call(expected.get(i), calls.get(i));
			if (difference != null) {
				return "call " + (i + 1) + ": " + difference;
			}
		}
		return null;
	}

	private static @Nullable String call(JsonNode expected, OutgoingCall call) {
		byte[] body = call.body();
		String text = (body != null) ? new String(body, StandardCharsets.UTF_8) : "";
		String difference = expected.has("method") ? Match.text("method", expected.get("method"), call.method()) : null;
		if (difference == null && expected.has("url")) {
			difference = Match.url(expected.get("url"), call.url());
		}
		return (difference != null) ? difference : Match.content(expected, call.headers(), text);
	}

	private static @Nullable String response(JsonNode expected, @Nullable GatewayResponse response) {
		if (response == null) {
			return "no response";
		}
		if (expected.has("status") && expected.get("status").asInt() != response.statusCode()) {
			return "status: expected " + expected.get("status") + ", was " + response.statusCode() + " "
					+ Samples.text(response.body());
		}
		return Match.content(expected, response.headers(), Samples.text(response.body()));
	}

}
