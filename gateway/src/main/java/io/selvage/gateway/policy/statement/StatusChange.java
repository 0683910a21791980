package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.HeaderRules;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What {@code set-status} does to a response.
 *
 * @param code the status code
 * @param reason the reason phrase; null: the standard one
 * @param site where the statement stands
 */
record StatusChange(Value<BigDecimal> code, @Nullable Value<String> reason, StatementSite site) {

	static final ElementSpec ELEMENT = ElementSpec.named("set-status")
		.with(AttributeSpec.integer("code", 100, 999).mandatory().orExpression(),
				AttributeSpec.text("reason").orExpression());

	static StatusChange compile(StatementBinding binding) {
		return new StatusChange(binding.number("code"), binding.optionalText("reason"), binding.site());
	}

	void apply(PolicyExecution execution, GatewayResponse response) {
		int status = this.code.get(execution).intValue();
		String phrase = (this.reason != null) ? this.reason.getOrNull(execution) : null;
		if (phrase == null) {
			phrase = standardReason(status);
		}
		else if (HeaderRules.valueProblem(phrase) != null) {
			throw this.site.failure("InvalidReason", "A reason phrase must not contain control characters.", 500);
		}
		response.status(status, phrase);
	}

	static String standardReason(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		return (known != null) ? known.getReasonPhrase() : "";
	}

}
