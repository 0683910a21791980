package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.document.PolicyValue;
import io.selvage.gateway.policy.liquid.LiquidSyntaxException;
import io.selvage.gateway.policy.liquid.LiquidTemplate;
import org.jspecify.annotations.Nullable;

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

	private final @Nullable LiquidContent liquid;

	private BodyChange(Value<byte[]> content, @Nullable LiquidContent liquid) {
		this.content = content;
		this.liquid = liquid;
	}

	static BodyChange compile(StatementBinding binding) {
		PolicyValue text = binding.rawMarkup();
		if (!binding.literal("template").equals("liquid") || text.isExpression()) {
			return new BodyChange(binding.markup((value) -> bytes(binding, value)), null);
		}
		binding.readsBody();
		LiquidContent liquid = null;
		try {
			LiquidTemplate template = LiquidTemplate.parse(text.text());
			liquid = new LiquidContent(template, binding.site(), binding.literal("xsi-nil").equals("null"),
					binding.bodyLimit());
		}
		catch (LiquidSyntaxException invalid) {
			binding.error(text, invalid.offset(), invalid.text());
		}
		return new BodyChange(Value.literal(EMPTY, binding.site()), liquid);
	}

	private static byte[] bytes(StatementBinding binding, Object value) {
		return (value instanceof byte[] bytes) ? bytes : binding.textOf(value).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Makes the body.
	 * @return the bytes; must not be changed
	 */
	byte[] make(PolicyExecution execution) {
		if (this.liquid != null) {
			return this.liquid.make(execution);
		}
		byte[] bytes = this.content.getOrNull(execution);
		return (bytes != null) ? bytes : EMPTY;
	}

}
