package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code set-query-parameter}.
 */
final class SetQueryParameter implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("set-query-parameter")
			.with(AttributeSpec.text("name").mandatory().orExpression(), ExistsAction.ATTRIBUTE)
			.with(ElementSpec.named("value").holding(ElementSpec.Content.TEXT), 0, ElementSpec.MANY),
				"Sets, adds or removes a parameter in the query of the request.")
		.in(Section.INBOUND, Section.BACKEND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Value<ExistsAction> action = binding.choice("exists-action", ExistsAction::of);
		List<Value<String>> values = new ArrayList<>();
		binding.children("value").forEach((value) -> values.add(value.content()));
		if (values.isEmpty() && action.literal() != null && action.literal() != ExistsAction.DELETE) {
			binding.error("The required element 'value' is missing.");
		}
		return new SetQueryParameterStep(binding.text("name"), action, List.copyOf(values));
	}

	private record SetQueryParameterStep(Value<String> name, Value<ExistsAction> action,
			List<Value<String>> values) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			GatewayRequest request = execution.context().request();
			MessageUrl url = request.url();
			String parameter = this.name.get(execution);
			ExistsAction how = this.action.get(execution);
			if (how == ExistsAction.SKIP && QueryText.contains(url.rawQuery(), parameter)) {
				return null;
			}
			String query = (how == ExistsAction.APPEND || how == ExistsAction.SKIP) ? url.rawQuery()
					: QueryText.without(url.rawQuery(), (name) -> name.equalsIgnoreCase(parameter));
			if (how != ExistsAction.DELETE) {
				for (Value<String> value : this.values) {
					String text = value.getOrNull(execution);
					query = QueryText.with(query, parameter, (text != null) ? text : "");
				}
			}
			request.url(url.withPathAndQuery(url.rawPath(), query));
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(),
						Map.of("message",
								(how == ExistsAction.DELETE) ? "Specified query parameter was removed (see below)."
										: "Specified value was assigned to the query parameter (see below).",
								"name", parameter, "request", Map.of("url", request.url().toString())));
			}
			return null;
		}

	}

}
