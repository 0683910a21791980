package io.selvage.gateway.identity;

import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.forward.BearerToken;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.CallStatementFactory;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code authentication-managed-identity}: authenticates with a token of an identity of
 * the gateway. The token goes to a variable if one is named, else to the
 * {@code Authorization} header.
 */
public final class AuthenticationManagedIdentity implements CallStatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("authentication-managed-identity")
			.with(AttributeSpec.text("resource").mandatory().orExpression(),
					AttributeSpec.text("client-id").orExpression(), AttributeSpec.text("output-token-variable-name"),
					AttributeSpec.bool("ignore-error").orExpression().otherwise("false")),
				"Authenticates with a token of an identity of the gateway.")
		.in(Section.INBOUND, Section.BACKEND);

	private final ManagedIdentities identities;

	/**
	 * Creates the policy.
	 * @param identities the identities of the gateway
	 */
	public AuthenticationManagedIdentity(ManagedIdentities identities) {
		this.identities = identities;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Compiled compiled = compile(binding);
		return (execution) -> compiled.run(execution, execution.context().request().headers());
	}

	@Override
	public CallStep createCallStep(StatementBinding binding) {
		Compiled compiled = compile(binding);
		return (execution, draft) -> compiled.run(execution, draft.headers());
	}

	private Compiled compile(StatementBinding binding) {
		String variable = binding.has("output-token-variable-name") ? binding.literal("output-token-variable-name")
				: null;
		return new Compiled(this.identities, new Wish(binding.text("resource"), binding.optionalText("client-id")),
				variable, binding.bool("ignore-error"), binding.site());
	}

	private record Wish(Value<String> resource, @Nullable Value<String> clientId) {

		IdentityTokens.Wanted of(PolicyExecution execution) {
			return new IdentityTokens.Wanted(this.resource.get(execution),
					(this.clientId != null) ? this.clientId.getOrNull(execution) : null);
		}

	}

	private record Compiled(ManagedIdentities identities, Wish wish, @Nullable String variable,
			Value<Boolean> ignoreError, StatementSite site) {

		@Nullable Mono<Void> run(PolicyExecution execution, MessageHeaders headers) {
			BearerToken token = this.identities.of(this.wish.of(execution));
			String current = token.current();
			if (current != null) {
				use(current, execution, headers);
				return null;
			}
			boolean ignored = this.ignoreError.get(execution);
			return token.fetch()
				.doOnNext((fetched) -> use(fetched, execution, headers))
				.then()
				.onErrorResume((failure) -> {
					if (ignored) {
						trace(execution, "The error was ignored: " + failure.getMessage());
						return Mono.empty();
					}
					return Mono.error(this.site.failure("ManagedIdentityTokenFailure",
							"The managed identity has no token: " + failure.getMessage(), 500));
				});
		}

		private void use(String token, PolicyExecution execution, MessageHeaders headers) {
			if (this.variable != null) {
				execution.context().variables().put(this.variable, token);
			}
			else {
				headers.set("Authorization", "Bearer " + token);
			}
			trace(execution, "Managed identity token is added to "
					+ ((this.variable != null) ? "variable '" + this.variable + "'." : "Authorization header."));
		}

		private void trace(PolicyExecution execution, String message) {
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(), message);
			}
		}

	}

}
