package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Duration;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code forward-request}: sends the request to the selected backend.
 */
final class ForwardRequest implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("forward-request")
			.with(AttributeSpec.decimal("timeout", 0, Integer.MAX_VALUE).orExpression(),
					AttributeSpec.integer("timeout-ms", 0, Integer.MAX_VALUE).orExpression(),
					AttributeSpec.decimal("continue-timeout", 0, Integer.MAX_VALUE).orExpression(),
					AttributeSpec.choice("http-version", "1", "2or1", "2"),
					AttributeSpec.bool("follow-redirects").orExpression().otherwise("false"),
					AttributeSpec.bool("buffer-request-body").otherwise("false"),
					AttributeSpec.bool("buffer-response").otherwise("false"),
					AttributeSpec.bool("fail-on-error-status-code").otherwise("false")),
				"Sends the request to the backend and waits for status and headers of its answer.")
		.in(Section.BACKEND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		if (binding.has("timeout") && binding.has("timeout-ms")) {
			binding.error("timeout-ms", "Either 'timeout' or 'timeout-ms' may be given, not both.");
		}
		ForwardOptions.HttpVersion version = binding.has("http-version")
				? version(binding.literal("http-version").strip()) : ForwardOptions.HttpVersion.AS_NEEDED;
		ForwardOptions fixed = new ForwardOptions(ForwardOptions.DEFAULT.timeout(), null, version, false,
				flag(binding, "buffer-request-body"), flag(binding, "buffer-response"),
				flag(binding, "fail-on-error-status-code"));
		ForwardStep step = new ForwardStep(fixed, binding.optionalNumber("timeout"),
				binding.optionalNumber("timeout-ms"), binding.optionalNumber("continue-timeout"),
				binding.bool("follow-redirects"));
		return step.isLiteral() ? new ConstantForwardStep(step.literalOptions()) : step;
	}

	private static ForwardOptions.HttpVersion version(String text) {
		return switch (text) {
			case "2" -> ForwardOptions.HttpVersion.HTTP_2;
			case "2or1" -> ForwardOptions.HttpVersion.HTTP_2_OR_1;
			default -> ForwardOptions.HttpVersion.HTTP_1;
		};
	}

	private static boolean flag(StatementBinding binding, String attribute) {
		return Boolean.parseBoolean(binding.literal(attribute).strip());
	}

	private record ConstantForwardStep(ForwardOptions options) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			return execution.forwarder().forward(execution, this.options);
		}

	}

	private record ForwardStep(ForwardOptions fixed, @Nullable Value<BigDecimal> seconds,
			@Nullable Value<BigDecimal> millis, @Nullable Value<BigDecimal> continueSeconds,
			Value<Boolean> followRedirects) implements Step {

		private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

		boolean isLiteral() {
			return isLiteral(this.seconds) && isLiteral(this.millis) && isLiteral(this.continueSeconds)
					&& isLiteral(this.followRedirects);
		}

		private static boolean isLiteral(@Nullable Value<?> value) {
			return value == null || value.literal() != null;
		}

		ForwardOptions literalOptions() {
			return options(literal(this.seconds), literal(this.millis), literal(this.continueSeconds),
					Boolean.TRUE.equals(this.followRedirects.literal()));
		}

		private static @Nullable BigDecimal literal(@Nullable Value<BigDecimal> value) {
			return (value != null) ? value.literal() : null;
		}

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			ForwardOptions options = options(get(this.seconds, execution), get(this.millis, execution),
					get(this.continueSeconds, execution), this.followRedirects.get(execution));
			return execution.forwarder().forward(execution, options);
		}

		private static @Nullable BigDecimal get(@Nullable Value<BigDecimal> value, PolicyExecution execution) {
			return (value != null) ? value.get(execution) : null;
		}

		private ForwardOptions options(@Nullable BigDecimal timeout, @Nullable BigDecimal timeoutMillis,
				@Nullable BigDecimal continueTimeout, boolean follow) {
			Duration total = (timeoutMillis != null) ? Duration.ofMillis(timeoutMillis.longValue())
					: (timeout != null) ? ofSeconds(timeout) : this.fixed.timeout();
			return new ForwardOptions(total, (continueTimeout != null) ? ofSeconds(continueTimeout) : null,
					this.fixed.httpVersion(), follow, this.fixed.bufferRequestBody(), this.fixed.bufferResponse(),
					this.fixed.failOnErrorStatusCode());
		}

		private static Duration ofSeconds(BigDecimal seconds) {
			return Duration.ofMillis(seconds.multiply(THOUSAND).longValue());
		}

	}

}
