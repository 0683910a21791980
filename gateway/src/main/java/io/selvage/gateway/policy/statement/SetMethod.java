package io.selvage.gateway.policy.statement;

import java.util.Locale;
import java.util.Map;

import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.HeaderRules;
import io.selvage.gateway.policy.PolicyExecution;
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
 * {@code set-method}. The operation stays the one that was matched.
 */
final class SetMethod implements StatementFactory {

	static final ElementSpec ELEMENT = ElementSpec.named("set-method").holding(ElementSpec.Content.TEXT);

	private static final StatementSpec SPEC = StatementSpec.of(ELEMENT, "Changes the method of the request.");

	private static final int LONGEST = 32;

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new SetMethodStep(compile(binding), binding.site());
	}

	static Value<String> compile(StatementBinding binding) {
		Value<String> method = binding.content();
		String literal = method.literal();
		if (literal != null && !isMethod(literal)) {
			binding.error("'" + literal + "' is not an HTTP method.");
		}
		return method;
	}

	/** Returns the method in upper case. */
	static String method(Value<String> value, StatementSite site, PolicyExecution execution) {
		String method = value.get(execution).strip();
		if (!isMethod(method)) {
			throw site.failure("InvalidMethod", "The method must be an HTTP token.", 500);
		}
		return method.toUpperCase(Locale.ROOT);
	}

	private static boolean isMethod(String text) {
		return text.length() <= LONGEST && HeaderRules.nameProblem(text) == null;
	}

	private record SetMethodStep(Value<String> value, StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			String method = method(this.value, this.site, execution);
			execution.context().request().method(method);
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(),
						Map.of("message", "HTTP method was changed.", "method", method));
			}
			return null;
		}

	}

}
