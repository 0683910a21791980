package io.selvage.conformance.policy;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.expression.ExpressionException;
import io.selvage.gateway.expression.ExpressionSyntaxException;
import io.selvage.gateway.expression.text.NetFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Expressions: what they yield, throw, or are refused for when a policy is saved. Values
 * are compared in the invariant culture.
 */
final class ExpressionVectors {

	private final ExpressionCompiler compiler = new ExpressionCompiler();

	@Nullable String check(JsonNode vector) {
		JsonNode expect = vector.get("expect");
		boolean refusal = expect.has("compileError") || expect.has("typeError");
		Expression expression;
		try {
			expression = this.compiler.compile(vector.get("expr").asString());
		}
		catch (ExpressionSyntaxException ex) {
			return refusal ? null : "refused: " + ex.getMessage();
		}
		if (refusal) {
			return "accepted";
		}
		Object value;
		try {
			value = expression.evaluate(VectorContext.of(vector.get("given")));
		}
		catch (ExpressionException ex) {
			return ex.type().equals(expect.path("throws").asString("")) ? null
					: "threw " + ex.type() + ": " + ex.getMessage();
		}
		if (expect.has("throws")) {
			return "expected " + expect.get("throws").asString() + ", was " + value;
		}
		return compare(expect, value);
	}

	private static @Nullable String compare(JsonNode expect, @Nullable Object value) {
		if (value == null || expect.has("null")) {
			return (value == null && expect.has("null")) ? null : "expected " + expect + ", was " + value;
		}
		List<String> allowed = new ArrayList<>();
		expect.path("anyOf").forEach((each) -> allowed.add(text(each)));
		if (expect.has("value")) {
			allowed.add(text(expect.get("value")));
		}
		String actual = NetFormat.toString(value, null);
		if (!allowed.contains(actual)) {
			return "expected " + allowed + ", was " + actual;
		}
		String type = type(value);
		return expect.get("type").asString().equals(type) ? null
				: "expected type " + expect.get("type").asString() + ", was " + type;
	}

	private static String text(JsonNode value) {
		if (value.isBoolean()) {
			return value.asBoolean() ? "True" : "False";
		}
		return value.asString();
	}

	private static String type(Object value) {
		if (value instanceof Integer) {
			return "System.Int32";
		}
		if (value instanceof Long) {
			return "System.Int64";
		}
		if (value instanceof Character) {
			return "System.Char";
		}
		return value.getClass().getName().startsWith("java.lang.") ? "System." + value.getClass().getSimpleName()
				: value.getClass().getName();
	}

}
