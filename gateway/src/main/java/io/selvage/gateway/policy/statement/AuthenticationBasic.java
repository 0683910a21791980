package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.CallDraft;
import io.selvage.gateway.policy.CallStatementFactory;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code authentication-basic}: sets the {@code Authorization} header (RFC 7617).
 */
final class AuthenticationBasic implements CallStatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("authentication-basic")
			.with(AttributeSpec.text("username").mandatory().orExpression(),
					AttributeSpec.text("password").mandatory().orExpression()),
				"Authenticates with the backend by user name and password.")
		.in(Section.INBOUND, Section.BACKEND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Credentials credentials = credentials(binding);
		return (execution) -> {
			credentials.apply(execution, execution.context().request().headers());
			return null;
		};
	}

	@Override
	public CallStep createCallStep(StatementBinding binding) {
		Credentials credentials = credentials(binding);
		return (PolicyExecution execution, CallDraft draft) -> {
			credentials.apply(execution, draft.headers());
			return null;
		};
	}

	private static Credentials credentials(StatementBinding binding) {
		Value<String> user = binding.text("username");
		Value<String> password = binding.text("password");
		String name = user.literal();
		String secret = password.literal();
		return new Credentials(user, password, (name != null && secret != null) ? header(name, secret) : null);
	}

	private static String header(String user, String password) {
		byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
		return "Basic " + Base64.getEncoder().encodeToString(pair);
	}

	private record Credentials(Value<String> user, Value<String> password, @Nullable String literal) {

		void apply(PolicyExecution execution, MessageHeaders headers) {
			headers.set("Authorization", (this.literal != null) ? this.literal
					: header(this.user.get(execution), this.password.get(execution)));
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(), Map.of("message", "Basic authentication was applied."));
			}
		}

		@Override
		public String toString() {
			return "Credentials[***]";
		}

	}

}
