package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.json.JArray;
import io.selvage.gateway.expression.json.JObject;
import io.selvage.gateway.expression.json.JValue;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementTrace;
import org.jspecify.annotations.Nullable;

/**
 * What all validation policies do with what they find: keep it in the variable of
 * {@code errors-variable-name}, trace it, and fail if something is to be prevented. A bad
 * request is the client's fault (400), a bad response the backend's (502), a schema that
 * can't be used the API author's (500).
 *
 * @param site where the policy stands
 * @param variable the variable that takes the findings, or null
 */
record Validation(StatementSite site, @Nullable String variable) {

	/** The rule of a finding about the schema instead of the message. */
	static final String UNUSABLE_SCHEMA = "UnusableSchema";

	private static final String UNUSABLE = "The body could not be compared with the API's schema.";

	private static final String VARIABLE = "errors-variable-name";

	private static final String BAD_RESPONSE = "The response of the backend is not as the API describes it.";

	static AttributeSpec attribute() {
		return AttributeSpec.text(VARIABLE);
	}

	static Validation of(StatementBinding binding) {
		return new Validation(binding.site(), binding.has(VARIABLE) ? binding.literal(VARIABLE) : null);
	}

	boolean onRequest() {
		return Message.isRequest(this.site.section());
	}

	/**
	 * Acts on the findings.
	 * @throws PolicyException if one of them is to be prevented
	 */
	void conclude(PolicyExecution execution, List<Finding> findings) {
		if (findings.isEmpty()) {
			return;
		}
		if (this.variable != null) {
			JArray errors = new JArray();
			findings.forEach((finding) -> errors.insertAt(errors.count(), json(finding)));
			execution.context().variables().put(this.variable, errors);
		}
		if (StatementTrace.isOn(execution)) {
			List<Object> entries = new ArrayList<>();
			findings.forEach((finding) -> entries.add(data(finding)));
			StatementTrace.write(execution, this.site.element(), Map.of("validationErrors", entries));
		}
		for (Finding finding : findings) {
			if (finding.action() == ValidationAction.PREVENT) {
				throw failure(finding);
			}
		}
	}

	private PolicyException failure(Finding finding) {
		if (finding.rule().equals(UNUSABLE_SCHEMA)) {
			return this.site.failure(finding.rule(), finding.details(), 500).saying(UNUSABLE);
		}
		PolicyException failure = this.site.failure(finding.rule(), finding.details(), onRequest() ? 400 : 502);
		return failure.saying(onRequest() ? finding.details() : BAD_RESPONSE);
	}

	private static JObject json(Finding finding) {
		JObject error = new JObject();
		data(finding).forEach((name, value) -> error.add(name, new JValue(value)));
		return error;
	}

	private static Map<String, Object> data(Finding finding) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("Name", finding.name());
		data.put("Type", finding.type());
		data.put("ValidationRule", finding.rule());
		data.put("Details", finding.details());
		data.put("Action", finding.action().label());
		return data;
	}

}
