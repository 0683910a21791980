package io.selvage.gateway.policy.statement;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.policy.AttributeSpec;
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
 * {@code rewrite-uri}: replaces the path below the backend's base URL, and the query.
 * Query parameters of the request that the operation's template does not name are copied,
 * unless the rewrite template sets them itself. Template parameters are filled after an
 * expression was evaluated: deployed policies return strings that hold them.
 */
final class RewriteUri implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("rewrite-uri")
			.with(AttributeSpec.text("template").mandatory().orExpression(),
					AttributeSpec.bool("copy-unmatched-params").orExpression().otherwise("true")),
				"Replaces path and query of the request by a template.")
		.in(Section.INBOUND, Section.BACKEND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Value<String> template = binding.text("template");
		String literal = template.literal();
		return new RewriteStep(template, (literal != null) ? RewriteTemplate.parse(literal) : null,
				binding.bool("copy-unmatched-params"), binding.site());
	}

	private record RewriteStep(Value<String> template, @Nullable RewriteTemplate literal, Value<Boolean> copyUnmatched,
			StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			GatewayRequest request = execution.context().request();
			RewriteTemplate rewrite = (this.literal != null) ? this.literal
					: RewriteTemplate.parse(this.template.get(execution));
			String urlTemplate = execution.context().operation().urlTemplate();
			RewriteTemplate.Parameters parameters = RewriteTemplate.Parameters.of(request.matchedParameters(),
					urlTemplate, this::unknown);
			String query = rewrite.query(parameters);
			if (this.copyUnmatched.get(execution)) {
				query = copy(request.url().rawQuery(), query, urlTemplate);
			}
			execution.rewrite(checked(rewrite.path(parameters)), query);
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(),
						Map.of("message", "Updated request URL per specified rewrite template.", "request",
								Map.of("url", request.url().toString())));
			}
			return null;
		}

		private RuntimeException unknown(String parameter) {
			return this.site.failure("UnknownTemplateParameter",
					"The operation's URL template has no parameter '" + parameter + "'.", 500);
		}

		/** What an expression returned must not change where the request goes. */
		private String checked(String path) {
			if (path.indexOf('#') >= 0 || path.indexOf('?') >= 0) {
				throw this.site.failure("InvalidUrl", "The rewritten path must not hold '#' or a second '?'.", 500);
			}
			if ((path.contains("/.") || path.contains("/%2") || path.startsWith(".") || path.startsWith("%2"))
					&& Arrays.stream(path.split("/")).anyMatch(RewriteStep::isDotSegment)) {
				throw this.site.failure("InvalidUrl", "The rewritten path must not hold a dot segment.", 400);
			}
			return path;
		}

		/** Encoded dots are dots to servers, and parameters behind them are cut off. */
		private static boolean isDotSegment(String segment) {
			int semicolon = segment.indexOf(';');
			String name = ((semicolon < 0) ? segment : segment.substring(0, semicolon)).replace("%2e", ".")
				.replace("%2E", ".");
			return name.equals(".") || name.equals("..");
		}

		private static @Nullable String copy(@Nullable String incoming, @Nullable String rewritten,
				String urlTemplate) {
			if (incoming == null) {
				return rewritten;
			}
			Set<String> left = new HashSet<>();
			names(rewritten, left);
			int question = urlTemplate.indexOf('?');
			names((question < 0) ? null : urlTemplate.substring(question + 1), left);
			String rest = left.isEmpty() ? incoming
					: QueryText.without(incoming, (name) -> left.contains(name.toLowerCase(Locale.ROOT)));
			if (rest == null || rewritten == null || rewritten.isEmpty()) {
				return (rest != null) ? rest : rewritten;
			}
			return rewritten + "&" + rest;
		}

		private static void names(@Nullable String query, Set<String> names) {
			if (query != null) {
				for (String pair : query.split("&")) {
					names.add(QueryText.name(pair).toLowerCase(Locale.ROOT));
				}
			}
		}

	}

}
