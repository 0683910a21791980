package io.selvage.fuzz;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.expression.ExpressionResult;
import io.selvage.gateway.expression.ExpressionSyntaxException;

/**
 * Any text either compiles or gets errors with their places.
 */
class ExpressionFuzzTests {

	private final ExpressionCompiler compiler = new ExpressionCompiler();

	@FuzzTest(maxDuration = "30s")
	void compilesOrIsRefused(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		Watch.within100Millis(() -> {
			compile(text);
			compile("@(" + text + ")");
			compile("@{" + text + "}");
		});
	}

	private void compile(String text) {
		try {
			this.compiler.compile(text, ExpressionResult.OBJECT, 1, 1);
		}
		catch (ExpressionSyntaxException refused) {
			if (refused.diagnostics().isEmpty()) {
				throw new AssertionError("an error without a place", refused);
			}
		}
	}

}
