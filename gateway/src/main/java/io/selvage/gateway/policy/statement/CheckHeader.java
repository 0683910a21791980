package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code check-header}: refuses requests without a header, or with another value than one
 * of those listed.
 */
final class CheckHeader implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("check-header")
			.with(AttributeSpec.text("name").mandatory().orExpression(),
					AttributeSpec.integer("failed-check-httpcode", 100, 999).mandatory().orExpression(),
					AttributeSpec.text("failed-check-error-message").mandatory().orExpression(),
					AttributeSpec.bool("ignore-case").orExpression().otherwise("false"))
			.with(ElementSpec.named("value").holding(ElementSpec.Content.TEXT), 0, ElementSpec.MANY),
				"Refuses requests that lack a header or have another value than those listed.")
		.in(Section.INBOUND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		List<Value<String>> values = new ArrayList<>();
		binding.children("value").forEach((value) -> values.add(value.content()));
		return new CheckStep(binding.text("name"), List.copyOf(values), binding.bool("ignore-case"), new Refusal(
				binding.number("failed-check-httpcode"), binding.text("failed-check-error-message"), binding.site()));
	}

	/**
	 * What a refused client gets.
	 */
	private record Refusal(Value<BigDecimal> status, Value<String> message, StatementSite site) {

		PolicyException make(PolicyExecution execution, String reason, String detail) {
			return this.site.failure(reason, detail, this.status.get(execution).intValue())
				.saying(this.message.get(execution));
		}

	}

	private record CheckStep(Value<String> name, List<Value<String>> values, Value<Boolean> ignoreCase,
			Refusal refusal) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			String header = this.name.get(execution);
			MessageHeaders headers = execution.context().request().headers();
			if (!headers.contains(header)) {
				throw this.refusal.make(execution, "HeaderNotFound",
						"Header " + header + " was not found in the request. Access denied.");
			}
			String actual = String.join(",", headers.all(header));
			boolean loose = this.ignoreCase.get(execution);
			for (Value<String> value : this.values) {
				String allowed = value.getOrNull(execution);
				if (allowed != null && (loose ? allowed.equalsIgnoreCase(actual) : allowed.equals(actual))) {
					return null;
				}
			}
			if (!this.values.isEmpty()) {
				throw this.refusal.make(execution, "HeaderValueNotAllowed",
						"Header " + header + " value of " + actual + " is not allowed. Access denied.");
			}
			return null;
		}

	}

}
