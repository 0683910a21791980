package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.OperationContract.Place;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;

/**
 * {@code validate-headers}: compares the headers of the response with those the operation
 * describes for its status code.
 */
final class ValidateHeaders implements StatementFactory {

	private static final String SPECIFIED = "specified-header-action";

	private static final String UNSPECIFIED = "unspecified-header-action";

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("validate-headers")
			.with(ValidationAction.attribute(SPECIFIED).mandatory(),
					ValidationAction.attribute(UNSPECIFIED).mandatory(), Validation.attribute())
			.with(ElementSpec.named("header")
				.with(AttributeSpec.text("name").mandatory(), ValidationAction.attribute("action").mandatory()), 0,
					ElementSpec.MANY),
				"Compares the headers of the response with the API's description.")
		.in(Section.OUTBOUND, Section.ON_ERROR);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Map<String, Value<ValidationAction>> overrides = new HashMap<>();
		for (StatementBinding header : binding.children("header")) {
			overrides.put(header.literal("name").toLowerCase(Locale.ROOT), ValidationAction.of(header, "action"));
		}
		DescribedParameters rules = new DescribedParameters(Place.HEADER, "ResponseHeader",
				ValidationAction.of(binding, SPECIFIED), ValidationAction.of(binding, UNSPECIFIED),
				Map.copyOf(overrides));
		Validation validation = Validation.of(binding);
		return (execution) -> {
			GatewayResponse response = execution.context().response();
			if (response != null) {
				List<Finding> findings = new ArrayList<>();
				rules.check(response.headers(),
						execution.context().operation().contract().response(response.statusCode()).headers(), Set.of(),
						execution, findings);
				validation.conclude(execution, findings);
			}
			return null;
		};
	}

}
