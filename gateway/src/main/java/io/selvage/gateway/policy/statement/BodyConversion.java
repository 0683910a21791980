package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Converts the body of a message from one format to another: the part {@code json-to-xml}
 * and {@code xml-to-json} share.
 *
 * @param formats from what to what
 * @param always whether bodies of any media type are converted
 * @param considersAccept whether only clients that ask for the new format get it
 * @param converter converts the text
 * @param site where the statement stands
 */
record BodyConversion(Formats formats, Value<Boolean> always, Value<Boolean> considersAccept, Converter converter,
		StatementSite site) implements Step {

	static final AttributeSpec CONSIDER_ACCEPT = AttributeSpec.bool("consider-accept-header")
		.orExpression()
		.otherwise("true");

	/**
	 * From what to what.
	 *
	 * @param from the format of the body, {@code json} or {@code xml}
	 * @param to the format of the new body
	 * @param mediaType the media type of the new body
	 */
	record Formats(String from, String to, String mediaType) {
	}

	/** Converts a text. */
	@FunctionalInterface
	interface Converter {

		String convert(String text, PolicyExecution execution);

	}

	static BodyConversion compile(StatementBinding binding, Formats formats, Converter converter) {
		binding.readsBody();
		return new BodyConversion(formats, binding.choice("apply", BodyConversion::always),
				binding.bool(CONSIDER_ACCEPT.name()), converter, binding.site());
	}

	private static @Nullable Boolean always(String apply) {
		String text = apply.strip();
		return text.equals("always") ? Boolean.TRUE : text.startsWith("content-type-") ? Boolean.FALSE : null;
	}

	@Override
	public @Nullable Mono<Void> run(PolicyExecution execution) {
		if (Message.isRequest(this.site.section())) {
			GatewayRequest request = execution.context().request();
			MessageBody changed = changed(request.body(), request.headers(), execution);
			if (changed != null) {
				request.body(changed);
				request.headers().set("Content-Type", this.formats.mediaType());
			}
			return null;
		}
		GatewayResponse response = execution.context().response();
		MessageBody changed = (response != null) ? changed(response.body(), response.headers(), execution) : null;
		if (response != null && changed != null) {
			response.body(changed);
			response.headers().set("Content-Type", this.formats.mediaType());
		}
		return null;
	}

	private @Nullable MessageBody changed(@Nullable MessageBody body, MessageHeaders headers,
			PolicyExecution execution) {
		byte[] bytes = (body != null && !body.consumed()) ? body.bytes() : null;
		if (bytes == null || bytes.length == 0 || !applies(headers, execution)) {
			return null;
		}
		try {
			String text = this.converter.convert(new String(bytes, StandardCharsets.UTF_8), execution);
			return MessageBody.of(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (ClrException malformed) {
			throw this.site.failure("ConversionFailure", "The body cannot be converted: " + malformed.getMessage(),
					Message.isRequest(this.site.section()) ? 400 : 500);
		}
	}

	private boolean applies(MessageHeaders headers, PolicyExecution execution) {
		String type = headers.first("Content-Type");
		if (!this.always.get(execution) && (type == null || !MediaTypes.is(type, this.formats.from()))) {
			return false;
		}
		return !this.considersAccept.get(execution)
				|| MediaTypes.accepts(execution.context().request().headers().all("Accept"), this.formats.to());
	}

}
