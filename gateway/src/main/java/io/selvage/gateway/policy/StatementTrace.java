package io.selvage.gateway.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionException;
import io.selvage.gateway.context.TraceRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Trace entries of statements in the wording of Azure API Management. Callers first ask
 * {@link #isOn}, so that an untraced request builds nothing.
 */
public final class StatementTrace {

	private StatementTrace() {
	}

	/**
	 * Tells whether the request is traced.
	 * @param execution the run
	 * @return true if entries are kept
	 */
	public static boolean isOn(PolicyExecution execution) {
		return execution.context().trace() != null;
	}

	/**
	 * Writes an entry in the section that runs.
	 * @param execution the run
	 * @param source the policy that writes it
	 * @param data a string, or a map of strings, numbers, booleans, lists and maps
	 */
	public static void write(PolicyExecution execution, String source, Object data) {
		TraceRecorder recorder = execution.context().trace();
		if (recorder != null) {
			recorder.add(execution.section().trace(), source, execution.secrets().maskData(data));
		}
	}

	static void evaluated(PolicyExecution execution, String source, Expression expression, @Nullable Object value) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("message", "Expression was successfully evaluated.");
		data.put("expression", expression.text());
		data.put("value", traceable(value));
		write(execution, source, data);
	}

	/**
	 * Returns a value as trace data shows it: what JSON has as it is, anything else as
	 * text.
	 * @param value a value, or null
	 * @return a number, boolean or string
	 */
	public static Object traceable(@Nullable Object value) {
		if (value == null) {
			return "null";
		}
		return (value instanceof Number || value instanceof Boolean) ? value : value.toString();
	}

	static void failure(PolicyExecution execution, PolicyException failure) {
		if (!isOn(execution)) {
			return;
		}
		String message = failure.error().message();
		List<Object> messages = (failure.getCause() instanceof ExpressionException cause) ? List.of(
				Map.of("message", "Expression evaluation failed.", "details", cause.type() + ": " + cause.getMessage()),
				message) : List.of(message);
		write(execution, failure.error().source(), Map.of("messages", messages));
	}

}
