package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.OperationContract.Example;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code mock-response}: answers with an example of the API's description and ends the
 * pipeline.
 */
final class MockResponse implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("mock-response")
			.with(AttributeSpec.integer("status-code", 100, 999), AttributeSpec.text("content-type"),
					AttributeSpec.integer("index", 0, Integer.MAX_VALUE)),
				"Ends the pipeline with an example of the API's description.")
		.in(Section.INBOUND, Section.OUTBOUND, Section.ON_ERROR);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		return new MockStep(number(binding, "status-code"),
				binding.has("content-type") ? binding.literal("content-type").strip() : null, number(binding, "index"));
	}

	private static @Nullable Integer number(StatementBinding binding, String attribute) {
		if (!binding.has(attribute)) {
			return null;
		}
		try {
			return Integer.valueOf(binding.literal(attribute).strip());
		}
		catch (NumberFormatException refusedAlready) {
			return null;
		}
	}

	private record MockStep(@Nullable Integer status, @Nullable String contentType,
			@Nullable Integer index) implements Step {

		private static final int OK = 200;

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			Example example = choose(execution.context().operation().contract().examples());
			int code = (this.status != null) ? this.status : (example != null) ? example.statusCode() : OK;
			String type = (example != null && example.contentType() != null) ? example.contentType() : this.contentType;
			byte[] body = (example != null) ? example.body().getBytes(StandardCharsets.UTF_8) : new byte[0];
			ListHeaders headers = new ListHeaders();
			if (type != null) {
				headers.add("Content-Type", type);
			}
			headers.add("Content-Length", Integer.toString(body.length));
			execution.context()
				.response(new GatewayResponse(code, StatusChange.standardReason(code), headers, MessageBody.of(body)));
			execution.terminate();
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(),
						Map.of("message", "Mock response was returned.", "statusCode", code));
			}
			return null;
		}

		private @Nullable Example choose(List<Example> examples) {
			if (this.index != null) {
				return (this.index < examples.size()) ? examples.get(this.index) : null;
			}
			int wanted = (this.status != null) ? this.status : OK;
			for (Example example : examples) {
				boolean sameType = this.contentType == null || sameType(this.contentType, example.contentType());
				if (example.statusCode() == wanted && sameType) {
					return example;
				}
			}
			return null;
		}

		/** Parameters such as a charset make no other type. */
		private static boolean sameType(String wanted, @Nullable String offered) {
			return offered != null && ContentTypes.essence(wanted).equals(ContentTypes.essence(offered));
		}

	}

}
