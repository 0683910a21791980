package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.jwt.InvalidTokenException;
import io.selvage.gateway.policy.jwt.OpenIdConfiguration;
import io.selvage.gateway.policy.jwt.ReceivedToken;
import io.selvage.gateway.policy.jwt.SigningKey;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Validates the token of a request: finds it, decrypts it, checks the signature, then
 * what it says. Waits only when the configuration of a provider must be fetched.
 *
 * @param place where the token is
 * @param trust whose signatures are believed
 * @param rules what the claims must say
 * @param outcome what follows
 */
record TokenStep(TokenPlace place, Trust trust, TokenRules rules, Outcome outcome) implements Step {

	/**
	 * Whose signatures are believed.
	 *
	 * @param keys the keys of the document
	 * @param providers the identity providers
	 * @param signed whether tokens without a signature are refused
	 */
	record Trust(TokenKeys keys, TokenProviders providers, Value<Boolean> signed) {
	}

	/**
	 * What follows from the check.
	 *
	 * @param status the status of a refusal
	 * @param message what a refused client is told; null: what is wrong
	 * @param variable where the token goes, or null
	 * @param site where the statement stands
	 */
	record Outcome(Value<BigDecimal> status, @Nullable Value<String> message, @Nullable String variable,
			StatementSite site) {

		static final AttributeSpec STATUS = AttributeSpec.integer("failed-validation-httpcode", 100, 999)
			.orExpression()
			.otherwise("401");

		static final AttributeSpec MESSAGE = AttributeSpec.text("failed-validation-error-message").orExpression();

		static final AttributeSpec VARIABLE = AttributeSpec.text("output-token-variable-name");

		static Outcome compile(StatementBinding binding) {
			return new Outcome(binding.number(STATUS.name()), binding.optionalText(MESSAGE.name()),
					binding.has(VARIABLE.name()) ? binding.literal(VARIABLE.name()) : null, binding.site());
		}

		PolicyException refusal(InvalidTokenException invalid, PolicyExecution execution) {
			String told = (this.message != null) ? this.message.getOrNull(execution) : null;
			return this.site.failure(invalid.reason(), invalid.text(), this.status.get(execution).intValue())
				.saying((told != null) ? told : invalid.text());
		}

		void accept(ReceivedToken token, PolicyExecution execution) {
			if (this.variable != null) {
				execution.context().variables().put(this.variable, token.claims());
			}
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, this.site.element(), "JWT validation succeeded.");
			}
		}

	}

	@Override
	public @Nullable Mono<Void> run(PolicyExecution execution) {
		try {
			ReceivedToken token = ReceivedToken.read(this.place.find(execution),
					this.trust.keys().decryption(execution));
			List<OpenIdConfiguration> known = this.trust.providers().current(execution);
			if (known != null) {
				ReceivedToken.Signature signature = signature(token, known, execution);
				boolean lacking = token.signed() != null && signature == ReceivedToken.Signature.KEY_NOT_FOUND;
				if (known.isEmpty() || !lacking) {
					finish(token, signature, known, execution);
					return null;
				}
			}
			return this.trust.providers()
				.fetch(known != null, execution)
				.doOnNext((fetched) -> finish(token, signature(token, fetched, execution), fetched, execution))
				.then()
				.onErrorMap(InvalidTokenException.class, (invalid) -> this.outcome.refusal(invalid, execution));
		}
		catch (InvalidTokenException invalid) {
			throw this.outcome.refusal(invalid, execution);
		}
	}

	private void finish(ReceivedToken token, ReceivedToken.Signature signature, List<OpenIdConfiguration> providers,
			PolicyExecution execution) {
		if (token.signed() == null) {
			if (this.trust.signed().get(execution)) {
				throw new InvalidTokenException("TokenSignatureInvalid", "The token is not signed. Access denied.");
			}
		}
		else {
			switch (signature) {
				case VALID -> {
				}
				case INVALID -> throw new InvalidTokenException("TokenSignatureInvalid",
						"The signature of the token is not valid. Access denied.");
				case KEY_NOT_FOUND -> throw new InvalidTokenException("TokenSignatureKeyNotFound",
						"No key matches the signature of the token. Access denied.");
			}
		}
		this.rules.check(token.claims(), providers, execution);
		this.outcome.accept(token, execution);
	}

	private ReceivedToken.Signature signature(ReceivedToken token, List<OpenIdConfiguration> providers,
			PolicyExecution execution) {
		List<SigningKey> keys = this.trust.keys().signing(execution);
		if (!providers.isEmpty()) {
			keys = new ArrayList<>(keys);
			for (OpenIdConfiguration provider : providers) {
				keys.addAll(provider.keys());
			}
		}
		return token.check(keys);
	}

}
