package io.selvage.gateway.expression;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.text.NetFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The expression vectors of the shared conformance folder.
 */
class ExpressionVectorTests {

	private static final Path VECTORS = Path.of("../../shared/conformance/policies/expressions.json");

	private final ExpressionCompiler compiler = new ExpressionCompiler();

	@TestFactory
	List<DynamicTest> yieldWhatCSharpYields() throws Exception {
		Assumptions.assumeTrue(Files.exists(VECTORS), () -> "SKIPPED: no vectors at " + VECTORS.toAbsolutePath());
		List<DynamicTest> tests = new ArrayList<>();
		for (JsonNode vector : JsonMapper.shared().readTree(Files.readString(VECTORS))) {
			tests.add(DynamicTest.dynamicTest(vector.get("id").asString() + " " + vector.get("expr").asString(),
					() -> check(vector)));
		}
		return tests;
	}

	private void check(JsonNode vector) {
		String text = vector.get("expr").asString();
		JsonNode expect = vector.get("expect");
		if (expect.has("compileError") || expect.has("typeError")) {
			assertThatExceptionOfType(ExpressionSyntaxException.class).isThrownBy(() -> this.compiler.compile(text));
			return;
		}
		Expression expression = this.compiler.compile(text);
		if (expect.has("throws")) {
			ExpressionException thrown = catchThrowableOfType(ExpressionException.class,
					() -> expression.evaluate(VectorContexts.of(vector.get("given"))));
			assertThat(thrown).isNotNull();
			assertThat(thrown.type()).isEqualTo(expect.get("throws").asString());
			return;
		}
		Object value = expression.evaluate(VectorContexts.of(vector.get("given")));
		if (expect.has("null")) {
			assertThat(value).isNull();
			return;
		}
		String actual = NetFormat.toString(value, null);
		if (expect.has("anyOf")) {
			List<String> allowed = new ArrayList<>();
			expect.get("anyOf").forEach((one) -> allowed.add(one.asString()));
			assertThat(allowed).contains(actual);
		}
		else {
			assertThat(actual).isEqualTo(expected(expect.get("value")));
		}
		assertThat(clrType(value)).isEqualTo(expect.get("type").asString());
	}

	private static String expected(JsonNode value) {
		return value.isBoolean() ? (value.asBoolean() ? "True" : "False") : value.asString();
	}

	private static @Nullable String clrType(@Nullable Object value) {
		if (value instanceof Integer) {
			return "System.Int32";
		}
		if (value instanceof Long) {
			return "System.Int64";
		}
		if (value instanceof Boolean) {
			return "System.Boolean";
		}
		if (value instanceof Character) {
			return "System.Char";
		}
		return (value instanceof String) ? "System.String" : String.valueOf(value);
	}

}
