package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.selvage.gateway.expression.jwt.Jwt;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.jwt.InvalidTokenException;
import org.jspecify.annotations.Nullable;

/**
 * A claim a token must have.
 *
 * @param name the name of the claim
 * @param any true if one of the values is enough
 * @param separator what separates the values in the claim; null: it is one value
 * @param values the values; none: the claim must only be there
 */
record ClaimRule(Value<String> name, Value<Boolean> any, @Nullable Value<String> separator,
		List<Value<String>> values) {

	static final ElementSpec ELEMENT = ElementSpec.named("required-claims")
		.with(ElementSpec.named("claim")
			.with(AttributeSpec.text("name").mandatory().orExpression(),
					AttributeSpec.choice("match", "all", "any").orExpression().otherwise("all"),
					AttributeSpec.text("separator").orExpression())
			.with(ElementSpec.named("value").holding(ElementSpec.Content.TEXT), 0, ElementSpec.MANY), 1,
				ElementSpec.MANY);

	static List<ClaimRule> compile(StatementBinding statement) {
		List<ClaimRule> rules = new ArrayList<>();
		StatementBinding claims = statement.child(ELEMENT.name());
		if (claims != null) {
			for (StatementBinding claim : claims.children("claim")) {
				List<Value<String>> values = new ArrayList<>();
				claim.children("value").forEach((value) -> values.add(value.content()));
				rules.add(new ClaimRule(claim.text("name"), claim.choice("match", ClaimRule::any),
						claim.optionalText("separator"), List.copyOf(values)));
			}
		}
		return List.copyOf(rules);
	}

	private static @Nullable Boolean any(String match) {
		return switch (match.strip()) {
			case "any" -> Boolean.TRUE;
			case "all" -> Boolean.FALSE;
			default -> null;
		};
	}

	static void check(List<ClaimRule> rules, Jwt token, PolicyExecution execution) {
		List<String> missing = new ArrayList<>();
		for (ClaimRule rule : rules) {
			String claim = rule.name.get(execution);
			if (!token.claims().containsKey(claim)) {
				missing.add(claim);
			}
		}
		if (!missing.isEmpty()) {
			throw new InvalidTokenException("TokenClaimNotFound",
					"JWT token is missing the following claims: " + String.join(", ", missing) + ". Access denied.");
		}
		rules.forEach((rule) -> rule.check(token, execution));
	}

	private void check(Jwt token, PolicyExecution execution) {
		if (this.values.isEmpty()) {
			return;
		}
		String claim = this.name.get(execution);
		List<String> received = token.claims().getOrDefault(claim, List.of());
		Set<String> actual = split(received, (this.separator != null) ? this.separator.getOrNull(execution) : null);
		boolean one = this.any.get(execution);
		boolean holds = !one;
		for (Value<String> value : this.values) {
			String wanted = value.getOrNull(execution);
			boolean found = wanted != null && actual.contains(wanted);
			if (found == one) {
				holds = one;
				break;
			}
		}
		if (!holds) {
			throw new InvalidTokenException("TokenClaimValueNotAllowed",
					"Claim " + claim + " value of " + String.join(", ", received) + " is not allowed. Access denied.");
		}
	}

	private static Set<String> split(List<String> received, @Nullable String separator) {
		if (separator == null || separator.isEmpty()) {
			return new HashSet<>(received);
		}
		Set<String> parts = new HashSet<>();
		for (String value : received) {
			int from = 0;
			for (int at = value.indexOf(separator); at >= 0; at = value.indexOf(separator, from)) {
				parts.add(value.substring(from, at));
				from = at + separator.length();
			}
			parts.add(value.substring(from));
		}
		return parts;
	}

}
