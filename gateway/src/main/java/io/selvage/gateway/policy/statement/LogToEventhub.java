package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.EventSink;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code log-to-eventhub}: sends a text to a log. The request does not wait for it.
 */
final class LogToEventhub implements StatementFactory {

	private static final Logger log = LoggerFactory.getLogger(LogToEventhub.class);

	/** Longer messages are cut, in bytes. */
	private static final int LONGEST = 204_000;

	private static final StatementSpec SPEC = StatementSpec.of(ElementSpec.named("log-to-eventhub")
		.with(AttributeSpec.text("logger-id").mandatory().orExpression(),
				AttributeSpec.text("partition-id").orExpression(), AttributeSpec.text("partition-key").orExpression())
		.holding(ElementSpec.Content.TEXT), "Sends a text to a log.");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		if (binding.has("partition-id") && binding.has("partition-key")) {
			binding.error("Only one of the attributes 'partition-id' and 'partition-key' may be given.");
		}
		Value<String> logger = binding.text("logger-id");
		String literal = logger.literal();
		if (literal != null && !binding.environment().hasLogger(literal)) {
			// The words of the contract's error.
			binding.error("Logger not found");
		}
		Value<String> partition = binding.optionalText("partition-id");
		Value<String> key = binding.optionalText("partition-key");
		Value<String> message = binding.content();
		return (execution) -> {
			String text = message.getOrNull(execution);
			send(execution, new EventSink.Event(logger.get(execution), optional(partition, execution),
					optional(key, execution), cut((text != null) ? text : "")));
			return null;
		};
	}

	private static void send(PolicyExecution execution, EventSink.Event event) {
		execution.services().integrations().events().send(event).subscribe((nothing) -> {
		}, (failure) -> log.warn("An event for logger '{}' is lost: {}", event.loggerId(), failure.getMessage()));
	}

	private static @Nullable String optional(@Nullable Value<String> value, PolicyExecution execution) {
		return (value != null) ? value.getOrNull(execution) : null;
	}

	private static String cut(String text) {
		if (text.length() <= LONGEST / 3) {
			return text;
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		int end = Math.min(bytes.length, LONGEST);
		while (end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80) {
			end--;
		}
		return (end == bytes.length) ? text : new String(bytes, 0, end, StandardCharsets.UTF_8);
	}

}
