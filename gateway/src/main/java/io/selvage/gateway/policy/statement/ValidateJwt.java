package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.jwt.OpenIdConfigurations;

/**
 * {@code validate-jwt}: lets only requests with a valid JSON web token through (RFC 7519,
 * RFC 7515).
 */
final class ValidateJwt implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("validate-jwt")
			.with(TokenPlace.HEADER, TokenPlace.PARAMETER, TokenPlace.VALUE, TokenStep.Outcome.STATUS,
					TokenStep.Outcome.MESSAGE,
					AttributeSpec.bool("require-expiration-time").orExpression().otherwise("true"),
					AttributeSpec.text("require-scheme").orExpression(),
					AttributeSpec.bool("require-signed-tokens").orExpression().otherwise("true"),
					AttributeSpec.decimal("clock-skew", 0, Integer.MAX_VALUE).orExpression().otherwise("0"),
					TokenStep.Outcome.VARIABLE)
			.with(ElementSpec.named("openid-config").with(AttributeSpec.text("url").mandatory().orExpression()), 0,
					ElementSpec.MANY)
			.with(TokenKeys.SIGNING, 0, 1)
			.with(TokenKeys.DECRYPTION, 0, 1)
			.with(TokenRules.AUDIENCES, 0, 1)
			.with(TokenRules.ISSUERS, 0, 1)
			.with(ClaimRule.ELEMENT, 0, 1), "Lets only requests with a valid JSON web token through.")
		.in(Section.INBOUND);

	private final OpenIdConfigurations configurations;

	/**
	 * Creates the policy.
	 * @param configurations fetches and keeps the configurations of identity providers
	 */
	ValidateJwt(OpenIdConfigurations configurations) {
		this.configurations = configurations;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		if (TokenPlace.given(binding) != 1) {
			binding.error("Exactly one of the attributes 'header-name', 'query-parameter-name' and 'token-value' "
					+ "is required.");
		}
		List<TokenProviders.Provider> providers = new ArrayList<>();
		for (StatementBinding provider : binding.children("openid-config")) {
			Value<String> url = provider.text("url");
			providers.add(new TokenProviders.Provider(url::get, url.literal() == null));
		}
		TokenKeys keys = TokenKeys.compile(binding);
		if (providers.isEmpty() && keys.signing().isEmpty()) {
			binding.warning("There is neither 'openid-config' nor 'issuer-signing-keys': no signed token is valid.");
		}
		TokenRules rules = new TokenRules(
				new TokenRules.Lifetime(binding.bool("require-expiration-time"), binding.number("clock-skew")),
				TokenRules.values(binding, "audiences", "audience"), TokenRules.values(binding, "issuers", "issuer"),
				List.of(), ClaimRule.compile(binding));
		TokenStep.Trust trust = new TokenStep.Trust(keys,
				new TokenProviders(List.copyOf(providers), this.configurations), binding.bool("require-signed-tokens"));
		return new TokenStep(TokenPlace.compile(binding, binding.optionalText("require-scheme")), trust, rules,
				TokenStep.Outcome.compile(binding));
	}

}
