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
import org.jspecify.annotations.Nullable;

/**
 * {@code cors}: answers preflight requests and lets the scripts of listed origins read
 * answers (the CORS protocol of the Fetch standard).
 */
final class Cors implements StatementFactory {

	static final String NAME = "cors";

	private static final ElementSpec ORIGIN = ElementSpec.named("origin").holding(ElementSpec.Content.TEXT);

	private static final ElementSpec METHOD = ElementSpec.named("method").holding(ElementSpec.Content.TEXT);

	private static final ElementSpec HEADER = ElementSpec.named("header").holding(ElementSpec.Content.TEXT);

	/** What may be called without a list of methods. */
	private static final List<String> DEFAULT_METHODS = List.of("GET", "POST");

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named(NAME)
			.with(AttributeSpec.bool("allow-credentials").orExpression().otherwise("false"),
					AttributeSpec.bool("terminate-unmatched-request").orExpression().otherwise("true"))
			.with(ElementSpec.named("allowed-origins").with(ORIGIN, 1, ElementSpec.MANY), 1, 1)
			.with(ElementSpec.named("allowed-methods")
				.with(AttributeSpec.integer("preflight-result-max-age", 0, Integer.MAX_VALUE).orExpression())
				.with(METHOD, 1, ElementSpec.MANY), 0, 1)
			.with(ElementSpec.named("allowed-headers").with(HEADER, 1, ElementSpec.MANY), 0, 1)
			.with(ElementSpec.named("expose-headers").with(HEADER, 1, ElementSpec.MANY), 0, 1),
				"Answers CORS preflight requests and lets scripts of other origins read answers.")
		.in(Section.INBOUND)
		.onlyOnce();

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		StatementBinding methods = binding.child("allowed-methods");
		checkOrigins(binding);
		CorsStep.Lists lists = new CorsStep.Lists(list(binding.child("allowed-origins"), "origin"),
				(methods != null) ? list(methods, "method")
						: DEFAULT_METHODS.stream().map((method) -> Value.literal(method, binding.site())).toList(),
				list(binding.child("allowed-headers"), "header"), list(binding.child("expose-headers"), "header"));
		return new CorsStep(lists, binding.bool("allow-credentials"), binding.bool("terminate-unmatched-request"),
				(methods != null) ? methods.optionalNumber("preflight-result-max-age") : null);
	}

	/** What browsers never send as an origin matches nobody. */
	private static void checkOrigins(StatementBinding binding) {
		StatementBinding origins = binding.child("allowed-origins");
		if (origins == null) {
			return;
		}
		for (StatementBinding origin : origins.children("origin")) {
			String literal = origin.content().literal();
			if (literal != null && !List.of("*", "null").contains(literal.strip()) && !literal.contains("://")) {
				origin.warning("'" + literal.strip() + "' is no origin: expected '*' or a scheme, host and port, "
						+ "for example https://app.example:8443.");
			}
		}
	}

	private static List<Value<String>> list(@Nullable StatementBinding parent, String element) {
		List<Value<String>> values = new ArrayList<>();
		if (parent != null) {
			parent.children(element).forEach((child) -> values.add(child.content()));
		}
		return List.copyOf(values);
	}

}
