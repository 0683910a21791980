package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.context.ProductInfo;
import io.selvage.gateway.context.SubscriptionInfo;
import io.selvage.gateway.context.UserInfo;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;

/**
 * The {@code dimension} elements of a metric. Some names have a value by default: what
 * the context knows.
 *
 * @param dimensions names with what gives their values
 */
record MetricDimensions(List<Dimension> dimensions) {

	static final ElementSpec ELEMENT = ElementSpec.named("dimension")
		.with(AttributeSpec.text("name").mandatory(), AttributeSpec.text("value").orExpression());

	private static final String UNKNOWN = "";

	private record Dimension(String name, Function<PolicyExecution, @Nullable String> value) {
	}

	static MetricDimensions compile(StatementBinding statement) {
		List<Dimension> dimensions = new ArrayList<>();
		for (StatementBinding element : statement.children(ELEMENT.name())) {
			String name = element.literal("name");
			Value<String> value = element.optionalText("value");
			Function<PolicyContext, @Nullable String> known = (value != null) ? null : known(name);
			if (value == null && known == null) {
				element.warning("The dimension '" + name + "' has no value by default and no attribute 'value': "
						+ "it will be empty.");
			}
			dimensions.add(new Dimension(name, (execution) -> (value != null) ? value.getOrNull(execution)
					: (known != null) ? known.apply(execution.context()) : null));
		}
		return new MetricDimensions(List.copyOf(dimensions));
	}

	private static @Nullable Function<PolicyContext, @Nullable String> known(String name) {
		return switch (name) {
			case "API ID" -> (context) -> context.api().id();
			case "Operation ID" -> (context) -> context.operation().id();
			case "Product ID" -> (context) -> id(context.caller().product(), ProductInfo::id);
			case "User ID" -> (context) -> id(context.caller().user(), UserInfo::id);
			case "Subscription ID" -> (context) -> id(context.caller().subscription(), SubscriptionInfo::id);
			case "Location" -> (context) -> context.deployment().region();
			case "Gateway ID" -> (context) -> context.deployment().gatewayId();
			case "Client IP address" -> (context) -> context.request().ipAddress();
			default -> null;
		};
	}

	private static <T> @Nullable String id(@Nullable T entity, Function<T, String> id) {
		return (entity != null) ? id.apply(entity) : null;
	}

	Map<String, String> of(PolicyExecution execution) {
		Map<String, String> values = new LinkedHashMap<>();
		for (Dimension dimension : this.dimensions) {
			String value = dimension.value().apply(execution);
			values.put(dimension.name(), (value != null) ? value : UNKNOWN);
		}
		return values;
	}

}
