package io.selvage.gateway.expression;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What expressions may not do: leave the closed list of types, or use up the machine.
 */
class ExpressionSandboxTests {

	private final ExpressionCompiler compiler = new ExpressionCompiler();

	@TestFactory
	Stream<DynamicTest> refuseToLeaveTheListOfTypes() throws IOException {
		return lines("/expressions/escapes.txt").map(
				(text) -> DynamicTest.dynamicTest(text, () -> assertThatExceptionOfType(ExpressionSyntaxException.class)
					.isThrownBy(() -> this.compiler.compile(text))));
	}

	@TestFactory
	Stream<DynamicTest> stopWhatUsesUpTimeOrMemory() throws IOException {
		return lines("/expressions/bombs.txt").map((text) -> DynamicTest.dynamicTest(text, () -> {
			Expression expression = this.compiler.compile(text);
			ExpressionException stopped = catchThrowableOfType(ExpressionException.class,
					() -> expression.evaluate(VectorContexts.empty()));
			assertThat(stopped).isNotNull();
			assertThat(stopped.type()).isEqualTo("ExpressionLimitExceeded");
		}));
	}

	@Test
	void compilesNestedLambdasInBoundedWork() {
		StringBuilder text = new StringBuilder("1");
		for (int i = 0; i < 12; i++) {
			text.insert(0, "new[] {1}.Select(x" + i + " => ").append(").Sum()");
		}
		try {
			assertThat(this.compiler.compile("@(" + text + ")").evaluate(VectorContexts.empty())).isEqualTo(1);
		}
		catch (ExpressionSyntaxException tooComplex) {
			assertThat(tooComplex.diagnostics().get(0).code()).isEqualTo("CS8078");
		}
	}

	@Test
	void namesTheLineAndColumnInTheDocument() {
		ExpressionSyntaxException error = catchThrowableOfType(ExpressionSyntaxException.class,
				() -> this.compiler.compile("@{\n  var a = 1;\n  return a + b;\n}", ExpressionResult.OBJECT, 10, 5));
		assertThat(error.diagnostics()).singleElement().satisfies((diagnostic) -> {
			assertThat(diagnostic.code()).isEqualTo("CS0103");
			assertThat(diagnostic.line()).isEqualTo(12);
			assertThat(diagnostic.column()).isEqualTo(14);
		});
	}

	@Test
	void saysWhatIsMissingAndWhere() {
		ExpressionSyntaxException error = catchThrowableOfType(ExpressionSyntaxException.class, () -> this.compiler
			.compile("@(context.Request.Url.Query.GetValueOrDefault(\"userId\",\"\")", ExpressionResult.STRING, 3, 7));
		assertThat(error.diagnostics().get(0).missing()).isEqualTo(")");
		assertThat(error.diagnostics().get(0).line()).isEqualTo(3);
	}

	@Test
	void suggestsTheNearestMember() {
		assertThatExceptionOfType(ExpressionSyntaxException.class)
			.isThrownBy(() -> this.compiler.compile("@(context.Request.Url.path)"))
			.withMessageContaining("did you mean 'Path'?");
	}

	private static Stream<String> lines(String resource) throws IOException {
		try (InputStream file = ExpressionSandboxTests.class.getResourceAsStream(resource)) {
			return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"));
		}
	}

}
