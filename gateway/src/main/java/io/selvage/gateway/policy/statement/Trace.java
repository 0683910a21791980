package io.selvage.gateway.policy.statement;

import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.publisher.Mono;

/**
 * {@code trace}: writes a message to the trace of the request and to the log, where
 * {@code verbose} is debug. It is put together only if one of the two takes it.
 */
final class Trace implements StatementFactory {

	/** The logger of what policies write. */
	static final String LOGGER = "io.selvage.policy.trace";

	private static final Logger log = LoggerFactory.getLogger(LOGGER);

	private static final StatementSpec SPEC = StatementSpec.of(ElementSpec.named("trace")
		.with(AttributeSpec.text("source").mandatory().orExpression(),
				AttributeSpec.choice("severity", "verbose", "information", "error").otherwise("verbose"))
		.with(ElementSpec.named("message").holding(ElementSpec.Content.TEXT), 0, 1)
		.with(ElementSpec.named("metadata")
			.with(AttributeSpec.text("name").mandatory(), AttributeSpec.text("value").mandatory().orExpression()), 0,
				ElementSpec.MANY)
		.holding(ElementSpec.Content.TEXT), "Writes a message to the trace and the log.");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		StatementBinding message = binding.child("message");
		if (message == null && "".equals(binding.content().literal())) {
			binding.error("The required element 'message' is missing.");
		}
		Map<String, Value<String>> metadata = new LinkedHashMap<>();
		binding.children("metadata").forEach((entry) -> metadata.put(entry.literal("name"), entry.text("value")));
		Level level = switch (binding.literal("severity").strip()) {
			case "error" -> Level.ERROR;
			case "information" -> Level.INFO;
			default -> Level.DEBUG;
		};
		return new TraceStep(binding.text("source"), (message != null) ? message.content() : binding.content(),
				metadata, level);
	}

	private record TraceStep(Value<String> source, Value<String> message, Map<String, Value<String>> metadata,
			Level level) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			boolean logged = log.isEnabledForLevel(this.level);
			boolean traced = StatementTrace.isOn(execution);
			if (!logged && !traced) {
				return null;
			}
			String name = this.source.get(execution);
			String text = text(this.message, execution);
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("message", text);
			if (!this.metadata.isEmpty()) {
				Map<String, Object> entries = new LinkedHashMap<>();
				this.metadata.forEach((key, value) -> entries.put(key, text(value, execution)));
				data.put("metadata", entries);
			}
			if (traced) {
				StatementTrace.write(execution, name, this.metadata.isEmpty() ? text : data);
			}
			if (logged) {
				log.atLevel(this.level)
					.log("{}: {} [request {}]", name, execution.secrets().maskData(data),
							execution.context().requestId());
			}
			return null;
		}

		private static String text(Value<String> value, PolicyExecution execution) {
			String text = value.getOrNull(execution);
			return (text != null) ? text : "";
		}

	}

}
