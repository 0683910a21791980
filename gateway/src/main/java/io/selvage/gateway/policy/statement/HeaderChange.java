package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.HeaderRules;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;

/**
 * What {@code set-header} does to the headers of any message: of the request, of the
 * response, of one that is being made.
 */
final class HeaderChange {

	static final ElementSpec ELEMENT = ElementSpec.named("set-header")
		.with(AttributeSpec.text("name").mandatory().orExpression(), ExistsAction.ATTRIBUTE)
		.with(ElementSpec.named("value").holding(ElementSpec.Content.TEXT), 0, ElementSpec.MANY);

	private final Value<String> name;

	private final Value<ExistsAction> action;

	private final List<Value<String>> values;

	private final StatementSite site;

	private HeaderChange(Value<String> name, Value<ExistsAction> action, List<Value<String>> values,
			StatementSite site) {
		this.name = name;
		this.action = action;
		this.values = values;
		this.site = site;
	}

	static HeaderChange compile(StatementBinding binding) {
		Value<String> name = binding.text("name");
		String literal = name.literal();
		if (literal != null) {
			String problem = HeaderRules.nameProblem(literal);
			if (problem != null) {
				binding.error("name", problem);
			}
			if (HeaderRules.isProtected(literal)) {
				binding.warning("The header '" + literal + "' belongs to the gateway: this statement has no effect.");
			}
		}
		Value<ExistsAction> action = binding.choice("exists-action", ExistsAction::of);
		List<Value<String>> values = new ArrayList<>();
		for (StatementBinding value : binding.children("value")) {
			Value<String> content = value.content();
			String text = content.literal();
			String problem = (text != null) ? HeaderRules.valueProblem(text) : null;
			if (problem != null) {
				value.error(problem);
			}
			values.add(content);
		}
		if (values.isEmpty() && action.literal() != null && action.literal() != ExistsAction.DELETE) {
			binding.error("The required element 'value' is missing.");
		}
		return new HeaderChange(name, action, List.copyOf(values), binding.site());
	}

	void apply(PolicyExecution execution, MessageHeaders headers) {
		String field = name(execution);
		if (HeaderRules.isProtected(field)) {
			return;
		}
		ExistsAction how = this.action.get(execution);
		switch (how) {
			case DELETE -> headers.remove(field);
			case SKIP -> {
				if (headers.contains(field)) {
					return;
				}
				write(headers, field, values(execution, List.of()));
			}
			case APPEND -> write(headers, field, values(execution, headers.all(field)));
			case OVERRIDE -> override(execution, headers, field);
		}
		if (StatementTrace.isOn(execution)) {
			trace(execution, headers, field, how);
		}
	}

	private void override(PolicyExecution execution, MessageHeaders headers, String field) {
		if (this.values.size() == 1) {
			headers.set(field, value(execution, this.values.get(0)));
		}
		else {
			write(headers, field, values(execution, List.of()));
		}
	}

	private static void write(MessageHeaders headers, String field, List<String> lines) {
		if (lines.isEmpty()) {
			headers.remove(field);
		}
		else if (HeaderRules.isSentSeparately(field)) {
			headers.remove(field);
			lines.forEach((line) -> headers.add(field, line));
		}
		else {
			headers.set(field, String.join(",", lines));
		}
	}

	private List<String> values(PolicyExecution execution, List<String> existing) {
		List<String> all = new ArrayList<>(existing);
		for (Value<String> value : this.values) {
			all.add(value(execution, value));
		}
		return all;
	}

	private String name(PolicyExecution execution) {
		String literal = this.name.literal();
		if (literal != null) {
			return literal;
		}
		return checked(this.name.get(execution), true);
	}

	private String value(PolicyExecution execution, Value<String> value) {
		String literal = value.literal();
		if (literal != null) {
			return literal;
		}
		String text = value.getOrNull(execution);
		return (text != null) ? checked(text, false) : "";
	}

	private String checked(String text, boolean isName) {
		String trimmed = isName ? text : HeaderRules.trimmed(text);
		String problem = isName ? HeaderRules.nameProblem(text) : HeaderRules.valueProblem(trimmed);
		if (problem != null) {
			throw invalid(problem);
		}
		return trimmed;
	}

	private PolicyException invalid(String problem) {
		return this.site.failure("InvalidHeader", problem, 500);
	}

	private void trace(PolicyExecution execution, MessageHeaders headers, String field, ExistsAction how) {
		Map<String, Object> data = new LinkedHashMap<>();
		if (how == ExistsAction.DELETE) {
			data.put("message", "Specified header was removed (see below).");
			data.put("header", Map.of("name", field));
		}
		else {
			Map<String, Object> header = new LinkedHashMap<>();
			header.put("name", field);
			header.put("value", shown(field, headers.all(field)));
			data.put("message", "Specified value was assigned to the header (see below).");
			data.put("header", header);
		}
		StatementTrace.write(execution, this.site.element(), data);
	}

	private static @Nullable String shown(String field, List<String> lines) {
		return field.equalsIgnoreCase("Authorization") ? "***" : String.join(",", lines);
	}

}
