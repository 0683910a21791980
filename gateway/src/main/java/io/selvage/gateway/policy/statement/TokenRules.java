package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.jwt.Jwt;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.jwt.InvalidTokenException;
import io.selvage.gateway.policy.jwt.OpenIdConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a token must say (RFC 7519 section 4.1).
 *
 * @param lifetime when it is valid
 * @param audiences whom it may be meant for; none: anybody
 * @param issuers who may have issued it, besides the configured providers
 * @param clients which applications may have asked for it; none: any
 * @param claims what else it must hold
 */
record TokenRules(Lifetime lifetime, List<Value<String>> audiences, List<Value<String>> issuers,
		List<Value<String>> clients, List<ClaimRule> claims) {

	static final ElementSpec AUDIENCES = list("audiences", "audience");

	static final ElementSpec ISSUERS = list("issuers", "issuer");

	private static final String TENANT = "{tenantid}";

	/**
	 * When a token is valid.
	 *
	 * @param expires whether it must say when it expires
	 * @param skew by how many seconds clocks may differ
	 */
	record Lifetime(Value<Boolean> expires, Value<BigDecimal> skew) {

		void check(Jwt token, PolicyExecution execution) {
			double now = execution.context().timestamp().toEpochMilli() / 1000d;
			double tolerance = this.skew.get(execution).doubleValue();
			Double end = seconds(token, "exp");
			if (end == null && this.expires.get(execution)) {
				throw new InvalidTokenException("TokenExpired",
						"The token is missing an expiration time. Access denied.");
			}
			if (end != null && now >= end + tolerance) {
				throw new InvalidTokenException("TokenExpired",
						"The token expired at " + instant(end) + ". Access denied.");
			}
			Double start = seconds(token, "nbf");
			if (start != null && now < start - tolerance) {
				throw new InvalidTokenException("JwtInvalid",
						"The token is not valid before " + instant(start) + ". Access denied.");
			}
		}

		private static Instant instant(double seconds) {
			return Instant.ofEpochSecond((long) Math.max(-1e11, Math.min(1e11, seconds)));
		}

		private static @Nullable Double seconds(Jwt token, String claim) {
			List<String> values = token.claims().get(claim);
			if (values == null) {
				return null;
			}
			try {
				double seconds = (values.size() == 1) ? Double.parseDouble(values.get(0)) : Double.NaN;
				if (!Double.isNaN(seconds)) {
					return seconds;
				}
			}
			catch (NumberFormatException malformed) {
				// refused below
			}
			throw new InvalidTokenException("JwtInvalid", "The claim '" + claim + "' is no date. Access denied.");
		}

	}

	void check(Jwt token, List<OpenIdConfiguration> providers, PolicyExecution execution) {
		this.lifetime.check(token, execution);
		checkIssuer(token, providers, execution);
		if (!this.audiences.isEmpty() && !anyOf(this.audiences, token.audiences(), execution)) {
			throw new InvalidTokenException("TokenAudienceNotAllowed",
					"Audience " + String.join(", ", token.audiences()) + " is not allowed. Access denied.");
		}
		if (!this.clients.isEmpty() && !anyOf(this.clients, client(token), execution)) {
			throw new InvalidTokenException("TokenClaimValueNotAllowed",
					"Claim appid value of " + String.join(", ", client(token)) + " is not allowed. Access denied.");
		}
		ClaimRule.check(this.claims, token, execution);
	}

	/** Tokens of version 2 say azp, those of version 1 appid. */
	private static List<String> client(Jwt token) {
		List<String> version2 = token.claims().get("azp");
		return (version2 != null) ? version2 : token.claims().getOrDefault("appid", List.of());
	}

	private void checkIssuer(Jwt token, List<OpenIdConfiguration> providers, PolicyExecution execution) {
		String issuer = token.issuer();
		boolean restricted = !this.issuers.isEmpty();
		for (OpenIdConfiguration provider : providers) {
			String published = provider.issuer();
			if (published != null) {
				restricted = true;
				if (published.replace(TENANT, tenant(token)).equals(issuer)) {
					return;
				}
			}
		}
		if (restricted && (issuer == null || !anyOf(this.issuers, List.of(issuer), execution))) {
			throw new InvalidTokenException("TokenIssuerNotAllowed",
					"Issuer " + ((issuer != null) ? issuer : "(none)") + " is not allowed. Access denied.");
		}
	}

	private static String tenant(Jwt token) {
		List<String> tenants = token.claims().getOrDefault("tid", List.of());
		return (tenants.size() == 1) ? tenants.get(0) : TENANT;
	}

	private static boolean anyOf(List<Value<String>> allowed, List<String> actual, PolicyExecution execution) {
		for (Value<String> value : allowed) {
			String text = value.getOrNull(execution);
			if (text != null && actual.contains(text)) {
				return true;
			}
		}
		return false;
	}

	static ElementSpec list(String name, String item) {
		return ElementSpec.named(name)
			.with(ElementSpec.named(item).holding(ElementSpec.Content.TEXT), 1, ElementSpec.MANY);
	}

	static List<Value<String>> values(StatementBinding statement, String name, String item) {
		List<Value<String>> values = new ArrayList<>();
		StatementBinding list = statement.child(name);
		if (list != null) {
			list.children(item).forEach((entry) -> values.add(entry.content()));
		}
		return List.copyOf(values);
	}

}
