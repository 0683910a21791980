package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.jwt.InvalidTokenException;
import io.selvage.gateway.policy.jwt.OpenIdConfigurations;

/**
 * {@code validate-azure-ad-token}: lets only requests with a valid token of a Microsoft
 * Entra tenant through, one of version 1 or 2.
 */
final class ValidateAzureAdToken implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("validate-azure-ad-token")
			.with(AttributeSpec.text("tenant-id").mandatory().orExpression(), TokenPlace.HEADER, TokenPlace.PARAMETER,
					TokenPlace.VALUE, TokenStep.Outcome.STATUS, TokenStep.Outcome.MESSAGE, TokenStep.Outcome.VARIABLE)
			.with(TokenRules.list("backend-application-ids", "application-id"), 0, 1)
			.with(TokenRules.list("client-application-ids", "application-id"), 0, 1)
			.with(TokenRules.AUDIENCES, 0, 1)
			.with(ClaimRule.ELEMENT, 0, 1)
			.with(TokenKeys.DECRYPTION, 0, 1),
				"Lets only requests with a valid token of a Microsoft Entra tenant through.")
		.in(Section.INBOUND);

	private static final String CONFIGURATION = ".well-known/openid-configuration";

	private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,250}");

	private final OpenIdConfigurations configurations;

	/**
	 * Creates the policy.
	 * @param configurations fetches and keeps the configurations of tenants
	 */
	ValidateAzureAdToken(OpenIdConfigurations configurations) {
		this.configurations = configurations;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		int places = TokenPlace.given(binding);
		if (places > 1) {
			binding.error("Only one of the attributes 'header-name', 'query-parameter-name' and 'token-value' "
					+ "may be given.");
		}
		TokenPlace place = (places == 0) ? TokenPlace.authorization(binding) : TokenPlace.compile(binding, null);
		StatementSite site = binding.site();
		TokenRules rules = new TokenRules(
				new TokenRules.Lifetime(Value.literal(true, site), Value.literal(BigDecimal.ZERO, site)),
				audiences(binding), List.of(), TokenRules.values(binding, "client-application-ids", "application-id"),
				ClaimRule.compile(binding));
		TokenStep.Trust trust = new TokenStep.Trust(TokenKeys.compile(binding), providers(binding.text("tenant-id")),
				Value.literal(true, site));
		return new TokenStep(place, trust, rules, TokenStep.Outcome.compile(binding));
	}

	/** A backend application is an audience: its id. */
	private static List<Value<String>> audiences(StatementBinding binding) {
		List<Value<String>> all = new ArrayList<>(TokenRules.values(binding, "audiences", "audience"));
		all.addAll(TokenRules.values(binding, "backend-application-ids", "application-id"));
		return List.copyOf(all);
	}

	/**
	 * The endpoints of both versions: they sign with the same keys but name themselves
	 * differently.
	 */
	private TokenProviders providers(Value<String> tenant) {
		String literal = tenant.literal();
		if (literal != null) {
			String first = url(literal, "");
			String second = url(literal, "v2.0/");
			return new TokenProviders(List.of(new TokenProviders.Provider((execution) -> second, false),
					new TokenProviders.Provider((execution) -> first, false)), this.configurations);
		}
		return new TokenProviders(
				List.of(new TokenProviders.Provider((execution) -> url(tenant, "v2.0/", execution), true),
						new TokenProviders.Provider((execution) -> url(tenant, "", execution), true)),
				this.configurations);
	}

	private static String url(Value<String> tenant, String version, PolicyExecution execution) {
		String text = tenant.get(execution);
		if (!TENANT.matcher(text).matches()) {
			throw new InvalidTokenException("TokenIssuerNotAllowed", "'tenant-id' is no tenant. Access denied.");
		}
		return url(text, version);
	}

	private static String url(String tenant, String version) {
		return "https://login.microsoftonline.com/" + tenant + "/" + version + CONFIGURATION;
	}

}
