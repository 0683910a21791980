package io.selvage.gateway.policy.statement;

import java.util.List;
import java.util.Map;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.jwt.InvalidTokenException;
import org.jspecify.annotations.Nullable;

/**
 * Where a token is: a header, a query parameter or an expression.
 *
 * @param header the name of the header, or null
 * @param parameter the name of the query parameter, or null
 * @param value the token itself, or null
 * @param scheme the scheme that must stand before the token in a header; null: any
 */
record TokenPlace(@Nullable Value<String> header, @Nullable Value<String> parameter, @Nullable Value<String> value,
		@Nullable Value<String> scheme) {

	static final AttributeSpec HEADER = AttributeSpec.text("header-name").orExpression();

	static final AttributeSpec PARAMETER = AttributeSpec.text("query-parameter-name").orExpression();

	static final AttributeSpec VALUE = AttributeSpec.text("token-value").orExpression();

	static int given(StatementBinding binding) {
		return (binding.has(HEADER.name()) ? 1 : 0) + (binding.has(PARAMETER.name()) ? 1 : 0)
				+ (binding.has(VALUE.name()) ? 1 : 0);
	}

	static TokenPlace compile(StatementBinding binding, @Nullable Value<String> scheme) {
		return new TokenPlace(binding.optionalText(HEADER.name()), binding.optionalText(PARAMETER.name()),
				binding.optionalText(VALUE.name()), scheme);
	}

	static TokenPlace authorization(StatementBinding binding) {
		return new TokenPlace(Value.literal("Authorization", binding.site()), null, null, null);
	}

	/** Finds the token of a request, without its scheme. */
	String find(PolicyExecution execution) {
		String found = null;
		if (this.header != null) {
			found = execution.context().request().headers().first(this.header.get(execution));
		}
		else if (this.parameter != null) {
			found = parameter(execution.context().request().url().query(), this.parameter.get(execution));
		}
		else if (this.value != null) {
			found = this.value.getOrNull(execution);
		}
		if (found == null || found.isBlank()) {
			throw new InvalidTokenException("TokenNotPresent", "JWT not present.");
		}
		return withoutScheme(found.strip(), execution);
	}

	private static @Nullable String parameter(Map<String, List<String>> query, String name) {
		for (Map.Entry<String, List<String>> entry : query.entrySet()) {
			if (entry.getKey().equalsIgnoreCase(name) && !entry.getValue().isEmpty()) {
				return entry.getValue().get(0);
			}
		}
		return null;
	}

	private String withoutScheme(String text, PolicyExecution execution) {
		int blank = text.indexOf(' ');
		String required = (this.scheme != null && this.header != null) ? this.scheme.getOrNull(execution) : null;
		if (required != null && (blank < 0 || !text.substring(0, blank).equalsIgnoreCase(required))) {
			throw new InvalidTokenException("TokenNotPresent", "JWT not present.");
		}
		return (blank < 0) ? text : text.substring(blank + 1).strip();
	}

}
