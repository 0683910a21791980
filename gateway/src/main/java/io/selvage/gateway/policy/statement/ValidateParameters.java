package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.OperationContract.Parameter;
import io.selvage.gateway.context.OperationContract.Place;
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
 * {@code validate-parameters}: compares headers, query and path parameters of the request
 * with those the operation describes. The header and query parameter that carry the
 * subscription key are the gateway's own and never unspecified.
 */
final class ValidateParameters implements StatementFactory {

	private static final String SPECIFIED = "specified-parameter-action";

	private static final String UNSPECIFIED = "unspecified-parameter-action";

	private static final ElementSpec PARAMETER = ElementSpec.named("parameter")
		.with(AttributeSpec.text("name").mandatory(), ValidationAction.attribute("action").mandatory());

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("validate-parameters")
			.with(ValidationAction.attribute(SPECIFIED).mandatory(),
					ValidationAction.attribute(UNSPECIFIED).mandatory(), Validation.attribute())
			.with(group("headers"), 0, 1)
			.with(group("query"), 0, 1)
			.with(ElementSpec.named("path")
				.with(ValidationAction.attribute(SPECIFIED))
				.with(PARAMETER, 0, ElementSpec.MANY), 0, 1),
				"Compares headers, query and path parameters of the request with the API's description.")
		.in(Section.INBOUND);

	private static ElementSpec group(String name) {
		return ElementSpec.named(name)
			.with(ValidationAction.attribute(SPECIFIED), ValidationAction.attribute(UNSPECIFIED))
			.with(PARAMETER, 0, ElementSpec.MANY);
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new ValidateStep(Validation.of(binding), rules(binding, "headers", Place.HEADER, "RequestHeader"),
				rules(binding, "query", Place.QUERY, "QueryParameter"),
				rules(binding, "path", Place.PATH, "PathParameter"));
	}

	private static DescribedParameters rules(StatementBinding binding, String element, Place place, String type) {
		Value<ValidationAction> specified = ValidationAction.of(binding, SPECIFIED);
		Value<ValidationAction> unspecified = ValidationAction.of(binding, UNSPECIFIED);
		StatementBinding group = binding.child(element);
		Map<String, Value<ValidationAction>> overrides = new HashMap<>();
		if (group != null) {
			specified = ValidationAction.of(group, SPECIFIED, specified);
			unspecified = (place != Place.PATH) ? ValidationAction.of(group, UNSPECIFIED, unspecified) : unspecified;
			for (StatementBinding parameter : group.children("parameter")) {
				overrides.put(parameter.literal("name").toLowerCase(Locale.ROOT),
						ValidationAction.of(parameter, "action"));
			}
		}
		return new DescribedParameters(place, type, specified, unspecified, Map.copyOf(overrides));
	}

	private record ValidateStep(Validation validation, DescribedParameters headers, DescribedParameters query,
			DescribedParameters path) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			GatewayRequest request = execution.context().request();
			ApiInfo api = execution.context().api();
			List<Parameter> described = execution.context().operation().contract().parameters();
			List<Finding> findings = new ArrayList<>();
			this.headers.check(request.headers(), described,
					Set.of(api.subscriptionKeyHeader().toLowerCase(Locale.ROOT)), execution, findings);
			this.query.check(request.originalUrl().query(), described,
					Set.of(api.subscriptionKeyQuery().toLowerCase(Locale.ROOT)), execution, findings);
			Map<String, List<String>> path = new HashMap<>();
			Map<String, List<String>> inQuery = request.originalUrl().query();
			request.matchedParameters().forEach((name, value) -> {
				if (!inQuery.containsKey(name) || isPath(described, name)) {
					path.put(name, List.of(value));
				}
			});
			this.path.check(path, described, Set.of(), execution, findings);
			this.validation.conclude(execution, findings);
			return null;
		}

		private static boolean isPath(List<Parameter> described, String name) {
			return described.stream()
				.anyMatch((parameter) -> parameter.place() == Place.PATH && parameter.name().equalsIgnoreCase(name));
		}

	}

}
