package io.selvage.gateway.policy.statement;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code jsonp}: puts a JSON answer into a call of the function the client names.
 */
final class Jsonp implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("jsonp").with(AttributeSpec.text("callback-parameter-name").mandatory()),
				"Puts a JSON answer into a call of the function the client names.")
		.in(Section.OUTBOUND);

	/** Names joined by dots: nothing that could be more than the name of a function. */
	private static final Pattern IDENTIFIER = Pattern
		.compile("[A-Za-z_$][A-Za-z0-9_$]{0,99}(\\.[A-Za-z_$][A-Za-z0-9_$]{0,99}){0,9}");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		binding.readsResponseBody();
		return new WrapStep(binding.literal("callback-parameter-name"), binding.site());
	}

	private record WrapStep(String parameter, StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			List<String> given = execution.context().request().originalUrl().query().get(this.parameter);
			GatewayResponse response = execution.context().response();
			MessageBody body = (response != null) ? response.body() : null;
			byte[] json = (body != null && !body.consumed()) ? body.bytes() : null;
			if (given == null || given.isEmpty() || response == null || json == null) {
				return null;
			}
			String callback = given.get(0);
			if (!IDENTIFIER.matcher(callback).matches()) {
				throw this.site.failure("CallbackParameterInvalid",
						"Value of callback parameter " + this.parameter + " is not a valid JavaScript identifier.",
						400);
			}
			ByteArrayOutputStream script = new ByteArrayOutputStream(json.length + callback.length() + 3);
			script.writeBytes((callback + "(").getBytes(StandardCharsets.US_ASCII));
			script.writeBytes(json);
			script.writeBytes(");".getBytes(StandardCharsets.US_ASCII));
			response.body(MessageBody.of(script.toByteArray()));
			response.headers().set("Content-Type", "application/javascript");
			response.headers().set("X-Content-Type-Options", "nosniff");
			return null;
		}

	}

}
