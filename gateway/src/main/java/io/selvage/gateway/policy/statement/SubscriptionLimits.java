package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.context.ProductInfo;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.StatementBinding;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a policy that counts per subscription: for all that its scope covers, and
 * for single APIs and operations by the elements inside it. Operations come first, so
 * that a call that is refused there does not count for the whole.
 *
 * @param <L> what a limit is
 */
final class SubscriptionLimits<L> {

	private final List<Part<L>> parts;

	private SubscriptionLimits(List<Part<L>> parts) {
		this.parts = List.copyOf(parts);
	}

	/**
	 * Compiles the limits of a statement.
	 * @param binding the statement
	 * @param limit compiles one of them
	 */
	static <L> SubscriptionLimits<L> compile(StatementBinding binding, Function<StatementBinding, L> limit) {
		List<Part<L>> parts = new ArrayList<>();
		for (StatementBinding api : binding.children("api")) {
			Named named = named(api);
			for (StatementBinding operation : api.children("operation")) {
				parts.add(new Part<>(named, named(operation), limit.apply(operation)));
			}
		}
		for (StatementBinding api : binding.children("api")) {
			if (api.has("calls") || api.has("bandwidth")) {
				parts.add(new Part<>(named(api), null, limit.apply(api)));
			}
		}
		parts.add(new Part<>(null, null, limit.apply(binding)));
		return new SubscriptionLimits<>(parts);
	}

	private static Named named(StatementBinding binding) {
		String id = binding.literal("id").strip();
		String name = binding.literal("name").strip();
		if (id.isEmpty() && name.isEmpty()) {
			binding.error("'" + binding.element().name() + "' needs the attribute 'id' or 'name'.");
		}
		return new Named(id, name);
	}

	static ElementSpec spec(ElementSpec policy, ElementSpec api, ElementSpec operation) {
		return policy.with(api.with(operation, 0, ElementSpec.MANY), 0, ElementSpec.MANY);
	}

	int size() {
		return this.parts.size();
	}

	L limit(int index) {
		return this.parts.get(index).limit();
	}

	boolean applies(int index, PolicyContext context) {
		Part<L> part = this.parts.get(index);
		Named api = part.api();
		Named operation = part.operation();
		return (api == null || api.is(context.api().id(), context.api().name()))
				&& (operation == null || operation.is(context.operation().id(), context.operation().name()));
	}

	/**
	 * Names the counter of a limit.
	 */
	String key(int index, PolicyScope scope, PolicyContext context, String subscription) {
		Part<L> part = this.parts.get(index);
		ApiInfo api = context.api();
		OperationInfo operation = context.operation();
		ProductInfo product = context.caller().product();
		StringBuilder key = new StringBuilder(64).append(scope.label());
		if (scope == PolicyScope.PRODUCT && product != null) {
			key.append('\u001f').append(product.id());
		}
		if (part.api() != null || scope == PolicyScope.API || scope == PolicyScope.OPERATION) {
			key.append('\u001f').append(api.id());
		}
		if (part.operation() != null || scope == PolicyScope.OPERATION) {
			key.append('\u001f').append(operation.id());
		}
		return key.append('\u001f').append(index).append('\u001f').append(subscription).toString();
	}

	private record Part<L>(@Nullable Named api, @Nullable Named operation, L limit) {
	}

	/** The id wins over the name. */
	private record Named(String id, String name) {

		boolean is(String actualId, String actualName) {
			return this.id.isEmpty() ? this.name.equals(actualName) : this.id.equalsIgnoreCase(actualId);
		}

	}

}
