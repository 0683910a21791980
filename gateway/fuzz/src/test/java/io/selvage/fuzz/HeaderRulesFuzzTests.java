package io.selvage.fuzz;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.selvage.gateway.policy.HeaderRules;

/**
 * What passes the rules for header fields cannot end a field.
 */
class HeaderRulesFuzzTests {

	@FuzzTest(maxDuration = "30s")
	void keepsFieldsApart(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		Watch.within100Millis(() -> {
			if (HeaderRules.nameProblem(text) == null && (text.isEmpty() || text.matches("(?s).*[\\s:].*"))) {
				throw new AssertionError("a name that is no token: " + text);
			}
			if (HeaderRules.valueProblem(text) == null && text.matches("(?s).*[\r\n\u0000].*")) {
				throw new AssertionError("a value that ends its field: " + text);
			}
		});
	}

}
