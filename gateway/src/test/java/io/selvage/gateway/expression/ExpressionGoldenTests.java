package io.selvage.gateway.expression;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.EnumValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our own table of expressions and what C# makes of them: {@code golden.txt}.
 */
class ExpressionGoldenTests {

	private final ExpressionCompiler compiler = new ExpressionCompiler();

	@TestFactory
	Stream<DynamicTest> yieldWhatTheTableSays() throws IOException {
		return lines().stream().filter((line) -> !line.isBlank() && !line.startsWith("#")).map((line) -> {
			int arrow = line.lastIndexOf(" => ");
			return DynamicTest.dynamicTest(line.substring(0, arrow),
					() -> assertThat(outcome(line.substring(0, arrow))).isEqualTo(line.substring(arrow + 4)));
		});
	}

	private static List<String> lines() throws IOException {
		try (InputStream file = ExpressionGoldenTests.class.getResourceAsStream("/expressions/golden.txt")) {
			return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
	}

	private String outcome(String text) {
		PolicyContext context = VectorContexts.empty();
		context.variables().put("one", 1);
		context.variables().put("text", "hello");
		try {
			Object value = this.compiler.compile(text).evaluate(context);
			return (value == null) ? "null" : typeName(value) + " " + NetFormat.toString(value, null);
		}
		catch (ExpressionException exception) {
			return "throws " + exception.type();
		}
		catch (ExpressionSyntaxException exception) {
			return "error " + exception.diagnostics().get(0).code();
		}
	}

	private static @Nullable String typeName(Object value) {
		NumericType number = NumericType.ofValue(value);
		if (number != null) {
			return number.fullName();
		}
		if (value instanceof EnumValue member) {
			return member.definition().fullName();
		}
		return "System." + value.getClass().getSimpleName();
	}

}
