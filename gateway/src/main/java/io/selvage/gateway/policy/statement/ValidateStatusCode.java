package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code validate-status-code}: compares the status code of the response with those the
 * operation describes. The attribute for the variable is written
 * {@code error-variable-name} in some documents; both are taken.
 */
final class ValidateStatusCode implements StatementFactory {

	private static final String UNSPECIFIED = "unspecified-status-code-action";

	private static final String OTHER_VARIABLE = "error-variable-name";

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("validate-status-code")
			.with(ValidationAction.attribute(UNSPECIFIED).mandatory(), Validation.attribute(),
					AttributeSpec.text(OTHER_VARIABLE))
			.with(ElementSpec.named("status-code")
				.with(AttributeSpec.integer("code", 100, 999).mandatory(),
						ValidationAction.attribute("action").mandatory()),
					0, ElementSpec.MANY),
				"Compares the status code of the response with the API's description.")
		.in(Section.OUTBOUND, Section.ON_ERROR);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Validation validation = Validation.of(binding);
		if (binding.has(OTHER_VARIABLE)) {
			if (validation.variable() != null) {
				binding.error(OTHER_VARIABLE,
						"Only one of 'errors-variable-name' and '" + OTHER_VARIABLE + "' may be given.");
			}
			validation = new Validation(binding.site(), binding.literal(OTHER_VARIABLE));
		}
		List<CodeAction> overrides = new ArrayList<>();
		for (StatementBinding code : binding.children("status-code")) {
			overrides.add(new CodeAction(code.number("code"), ValidationAction.of(code, "action")));
		}
		return new ValidateStep(validation, ValidationAction.of(binding, UNSPECIFIED), List.copyOf(overrides));
	}

	private record CodeAction(Value<BigDecimal> code, Value<ValidationAction> action) {
	}

	private record ValidateStep(Validation validation, Value<ValidationAction> unspecified,
			List<CodeAction> overrides) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			GatewayResponse response = execution.context().response();
			if (response == null || execution.context().operation().contract().describes(response.statusCode())) {
				return null;
			}
			int status = response.statusCode();
			ValidationAction action = action(status, execution);
			if (action != ValidationAction.IGNORE) {
				this.validation.conclude(execution, List.of(new Finding(Integer.toString(status), "StatusCode",
						"Unspecified", "The API does not describe the status code " + status + ".", action)));
			}
			return null;
		}

		private ValidationAction action(int status, PolicyExecution execution) {
			for (CodeAction override : this.overrides) {
				if (override.code().get(execution).intValue() == status) {
					return override.action().get(execution);
				}
			}
			return this.unspecified.get(execution);
		}

	}

}
