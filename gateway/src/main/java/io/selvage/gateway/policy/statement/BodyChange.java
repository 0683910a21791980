package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.Value;

/**
 * What {@code set-body} makes the body of any message: of the request, of the response,
 * of one that is being made.
 */
final class BodyChange {

	static final ElementSpec ELEMENT = ElementSpec.named("set-body")
		.with(AttributeSpec.choice("template", "liquid", "none"), AttributeSpec.choice("xsi-nil", "blank", "null"),
				AttributeSpec.bool("parse-date"))
		.holding(ElementSpec.Content.MARKUP);

	private static final byte[] EMPTY = new byte[0];

	private final Value<byte[]> content;

	private BodyChange(Value<byte[]> content) {
		this.content = content;
	}

	static BodyChange compile(StatementBinding binding) {
		return new BodyChange(binding.markup((value) -> bytes(binding, value)));
	}

	private static byte[] bytes(StatementBinding binding, Object value) {
		return (value instanceof byte[] bytes) ? bytes : binding.textOf(value).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Makes the body.
	 * @return the bytes; must not be changed
	 */
	byte[] make(PolicyExecution execution) {
		byte[] bytes = this.content.getOrNull(execution);
		return (bytes != null) ? bytes : EMPTY;
	}

}
