package io.selvage.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.statement.Statements;
import org.jspecify.annotations.Nullable;

/**
 * Any text is a policy that compiles or has problems with their places.
 */
class PolicyCompilerFuzzTests {

	private final PolicyLanguage language = new PolicyLanguage(Statements.registry(List.of()), new ExpressionCompiler(),
			PolicyLanguage.DEFAULT_BODY_LIMIT);

	@FuzzTest(maxDuration = "30s")
	void compilesOrReportsProblems(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		PolicySource whole = PolicySource.strict("fuzz", text, PolicyFormat.RAWXML);
		PolicySource inbound = PolicySource.strict("fuzz", "<policies><inbound>" + text + "</inbound></policies>",
				PolicyFormat.RAWXML);
		Watch.within100Millis(() -> {
			this.language.compiler(new Nothing()).compile(Map.of(PolicyScope.API, whole));
			this.language.compiler(new Nothing()).compile(Map.of(PolicyScope.API, inbound));
		});
	}

	private static final class Nothing implements PolicyEnvironment {

		@Override
		public @Nullable NamedValue namedValue(String name) {
			return null;
		}

		@Override
		public @Nullable PolicySource fragment(String id) {
			return null;
		}

		@Override
		public @Nullable String backendUrl(String id) {
			return null;
		}

	}

}
