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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our own tables of expressions and what C# makes of them: {@code golden.txt}, and one
 * table for each part of the language and the library in {@code semantics}. The results
 * of the latter were produced by Mono 6.8 (C# 7, .NET Framework 4.x behaviour) from the
 * expressions of ours, but for the few on which Mono departs from the language.
 */
class ExpressionGoldenTests {

	private final ExpressionCompiler compiler = new ExpressionCompiler(
			new ExpressionOptions(10_000, 1 << 20, 64, 60_000, true));

	@TestFactory
	Stream<DynamicTest> yieldWhatTheTableSays() throws IOException {
		return tests("golden.txt");
	}

	@ParameterizedTest
	@ValueSource(strings = { "integers", "floating-point-and-decimal", "number-formats", "interpolation", "strings",
			"null-and-conversions", "statements", "functions", "closures", "linq", "collections", "members", "parts",
			"json", "xml", "dates-and-times", "regex", "library" })
	void agreeWithCSharpOn(String part) throws IOException {
		List<String> differences = lines("semantics/" + part + ".txt").stream()
			.map((line) -> difference(line, line.lastIndexOf(" => ")))
			.filter((difference) -> !difference.isEmpty())
			.toList();
		assertThat(differences).isEmpty();
	}

	private String difference(String line, int arrow) {
		String outcome = outcome(line.substring(0, arrow));
		return outcome.equals(line.substring(arrow + 4)) ? "" : line + ", but was " + outcome;
	}

	private Stream<DynamicTest> tests(String table) throws IOException {
		return lines(table).stream().filter((line) -> !line.isBlank() && !line.startsWith("#")).map((line) -> {
			int arrow = line.lastIndexOf(" => ");
			return DynamicTest.dynamicTest(line.substring(0, arrow),
					() -> assertThat(outcome(line.substring(0, arrow))).isEqualTo(line.substring(arrow + 4)));
		});
	}

	private static List<String> lines(String table) throws IOException {
		try (InputStream file = ExpressionGoldenTests.class.getResourceAsStream("/expressions/" + table)) {
			return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
	}

	private String outcome(String text) {
		PolicyContext context = VectorContexts.empty();
		context.variables().put("one", 1);
		context.variables().put("text", "hello");
		try {
			Object value = this.compiler.compile(text).evaluate(context);
			return (value == null) ? "null" : typeName(value) + " " + escaped(NetFormat.toString(value, null));
		}
		catch (ExpressionException exception) {
			return "throws " + exception.type();
		}
		catch (ExpressionSyntaxException exception) {
			return "error " + exception.diagnostics().get(0).code();
		}
	}

	private static String escaped(String text) {
		return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
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
