package io.selvage.gateway.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.statement.Statements;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Golden files: documents by scope, each behind a line {@code === scope}, then behind
 * {@code === effective} the plan, or behind {@code === problems} what is said about them.
 */
class EffectivePolicyGoldenTests {

	private final PolicyLanguage language = new PolicyLanguage(Statements.registry(List.of()), new ExpressionCompiler(),
			PolicyLanguage.DEFAULT_BODY_LIMIT);

	@ParameterizedTest
	@ValueSource(strings = { "seed-000", "seed-002", "seed-003-choose", "seed-003-partition", "all-scopes", "retry",
			"subrequest", "problems" })
	void documentsBecomeThePlanInTheGoldenFile(String name) throws IOException {
		Map<String, String> parts = read(name);
		TestEnvironment environment = new TestEnvironment().backend("sfbackend", "fabric:/App/Svc")
			.backend("mysfbackend", "fabric:/App/Svc")
			.backend("my-sf-service", "fabric:/App/Svc")
			.namedValue("host", "backend.example")
			.secret("key", "top-secret-key");
		Map<PolicyScope, PolicySource> sources = new EnumMap<>(PolicyScope.class);
		parts.forEach((part, text) -> {
			if (part.startsWith("fragment ")) {
				environment.fragment(part.substring("fragment ".length()), text);
			}
			else if (!part.equals("effective") && !part.equals("problems")) {
				sources.put(PolicyScope.valueOf(part.toUpperCase(Locale.ROOT)),
						PolicySource.strict(part, text, PolicyFormat.RAWXML));
			}
		});
		PolicyCompilation compilation = this.language.compiler(environment).compile(sources);
		StringBuilder problems = new StringBuilder();
		for (PolicyProblem problem : compilation.problems()) {
			problems.append(problem).append('\n');
		}
		assertThat(problems.toString()).isEqualTo(parts.getOrDefault("problems", ""));
		PolicyPlan plan = compilation.plan();
		assertThat((plan != null) ? plan.effectivePolicy().text() : "").isEqualTo(parts.getOrDefault("effective", ""));
	}

	private static Map<String, String> read(String name) throws IOException {
		String text;
		try (InputStream in = EffectivePolicyGoldenTests.class.getResourceAsStream("effective/" + name + ".txt")) {
			text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		Map<String, String> parts = new LinkedHashMap<>();
		for (String part : text.split("(?m)^=== ")) {
			if (!part.isEmpty()) {
				int end = part.indexOf('\n');
				parts.put(part.substring(0, end), part.substring(end + 1));
			}
		}
		return parts;
	}

}
