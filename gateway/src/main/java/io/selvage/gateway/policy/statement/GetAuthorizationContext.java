package io.selvage.gateway.policy.statement;

import io.selvage.gateway.expression.jwt.Authorization;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.AuthorizationSource;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code get-authorization-context}: keeps the access token of a credential provider in a
 * variable.
 */
final class GetAuthorizationContext implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("get-authorization-context")
			.with(AttributeSpec.text("provider-id").mandatory().orExpression(),
					AttributeSpec.text("authorization-id").mandatory().orExpression(),
					AttributeSpec.text("context-variable-name").mandatory(),
					AttributeSpec.choice("identity-type", "managed", "jwt").orExpression().otherwise("managed"),
					AttributeSpec.text("identity").orExpression(),
					AttributeSpec.bool("ignore-error").orExpression().otherwise("false")),
				"Keeps the access token of a credential provider in a variable.")
		.in(Section.INBOUND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Value<String> type = binding.text("identity-type");
		if ("jwt".equals(type.literal()) && !binding.has("identity")) {
			binding.error("The attribute 'identity' is required when 'identity-type' is jwt.");
		}
		Wish wish = new Wish(binding.text("provider-id"), binding.text("authorization-id"), type,
				binding.optionalText("identity"));
		return new GetStep(wish, binding.literal("context-variable-name"), binding.bool("ignore-error"),
				binding.site());
	}

	private record Wish(Value<String> provider, Value<String> authorization, Value<String> type,
			@Nullable Value<String> identity) {

		AuthorizationSource.Wanted of(PolicyExecution execution) {
			return new AuthorizationSource.Wanted(this.provider.get(execution), this.authorization.get(execution),
					this.type.get(execution), (this.identity != null) ? this.identity.getOrNull(execution) : null);
		}

	}

	private record GetStep(Wish wish, String variable, Value<Boolean> ignoreError, StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			boolean ignored = this.ignoreError.get(execution);
			AuthorizationSource.Wanted wanted = this.wish.of(execution);
			return execution.services()
				.integrations()
				.authorizations()
				.authorization(wanted)
				.doOnNext((authorization) -> keep(authorization, execution))
				.then()
				.onErrorResume((failure) -> {
					String message = "The authorization " + wanted + " is not available: " + failure.getMessage();
					if (!ignored) {
						return Mono.error(this.site.failure("AuthorizationNotAvailable", message, 500));
					}
					keep(null, execution);
					if (StatementTrace.isOn(execution)) {
						StatementTrace.write(execution, this.site.element(), "The error was ignored: " + message);
					}
					return Mono.empty();
				});
		}

		private void keep(@Nullable Authorization authorization, PolicyExecution execution) {
			execution.context().variables().put(this.variable, authorization);
		}

	}

}
