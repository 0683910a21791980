package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code return-response}: answers the client and ends the pipeline. That is no error:
 * on-error does not run.
 */
final class ReturnResponse implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(
			ElementSpec.named("return-response")
				.with(AttributeSpec.text("response-variable-name"))
				.with(StatusChange.ELEMENT, 0, 1)
				.with(HeaderChange.ELEMENT, 0, ElementSpec.MANY)
				.with(BodyChange.ELEMENT, 0, 1),
			"Ends the pipeline with a response: of its own, or the one in a variable, changed by its statements.");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		StatementBinding status = binding.child(StatusChange.ELEMENT.name());
		StatementBinding body = binding.child(BodyChange.ELEMENT.name());
		List<HeaderChange> headers = new ArrayList<>();
		binding.children(HeaderChange.ELEMENT.name()).forEach((header) -> headers.add(HeaderChange.compile(header)));
		String variable = binding.has("response-variable-name") ? binding.literal("response-variable-name") : null;
		return new ReturnStep(variable, (status != null) ? StatusChange.compile(status) : null, headers,
				(body != null) ? BodyChange.compile(body) : null, binding.site());
	}

	private record ReturnStep(@Nullable String variable, @Nullable StatusChange status, List<HeaderChange> headers,
			@Nullable BodyChange body, StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			GatewayResponse response = begin(execution);
			if (this.status != null) {
				this.status.apply(execution, response);
			}
			for (HeaderChange header : this.headers) {
				header.apply(execution, response.headers());
			}
			if (this.body != null) {
				response.body(MessageBody.of(this.body.make(execution)));
			}
			execution.context().response(response);
			execution.terminate();
			if (StatementTrace.isOn(execution)) {
				trace(execution, response);
			}
			return null;
		}

		private GatewayResponse begin(PolicyExecution execution) {
			if (this.variable == null) {
				return new GatewayResponse(200, "OK", new ListHeaders(), null);
			}
			Object value = execution.context().variables().get(this.variable);
			if (value instanceof GatewayResponse response) {
				return new GatewayResponse(response.statusCode(), response.reason(),
						ListHeaders.copyOf(response.headers()), response.body());
			}
			throw this.site.failure("InvalidVariable", "The variable '" + this.variable + "' holds no response.", 500);
		}

		private static void trace(PolicyExecution execution, GatewayResponse response) {
			List<Map<String, String>> lines = new ArrayList<>();
			response.headers().forEach((name, value) -> lines.add(Map.of("name", name, "value", value)));
			Map<String, Object> shown = new LinkedHashMap<>();
			shown.put("status", Map.of("code", response.statusCode(), "reason", response.reason()));
			shown.put("headers", lines);
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("message", "Return response was applied");
			data.put("response", shown);
			StatementTrace.write(execution, SPEC.name(), data);
		}

	}

}
