package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.liquid.LiquidBody;
import io.selvage.gateway.policy.liquid.LiquidLimitException;
import io.selvage.gateway.policy.liquid.LiquidObject;
import io.selvage.gateway.policy.liquid.LiquidTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A body made by a Liquid template, which reads the body of the message its section is
 * about as {@code body} and the request as {@code context}.
 *
 * @param template the template
 * @param site where it stands
 * @param nilIsNull whether {@code xsi:nil} elements are nothing instead of blank
 * @param limit the longest text it may produce, in characters
 */
record LiquidContent(LiquidTemplate template, StatementSite site, boolean nilIsNull, int limit) {

	byte[] make(PolicyExecution execution) {
		PolicyContext context = execution.context();
		Object body = body(context);
		LiquidObject request = LiquidContext.of(context);
		try {
			return this.template.render((name) -> switch (name) {
				case "body" -> body;
				case "context" -> request;
				default -> null;
			}, this.limit).getBytes(StandardCharsets.UTF_8);
		}
		catch (LiquidLimitException exceeded) {
			throw this.site.failure("LiquidLimitExceeded", String.valueOf(exceeded.getMessage()), 500);
		}
	}

	private @Nullable Object body(PolicyContext context) {
		if (Message.isRequest(this.site.section())) {
			return read(context.request().body(), context.request().headers());
		}
		GatewayResponse response = context.response();
		return (response != null) ? read(response.body(), response.headers()) : null;
	}

	private @Nullable Object read(@Nullable MessageBody body, MessageHeaders headers) {
		byte[] bytes = (body != null && !body.consumed()) ? body.bytes() : null;
		if (bytes == null) {
			return null;
		}
		return LiquidBody.read(new String(bytes, StandardCharsets.UTF_8), headers.first("Content-Type"),
				this.nilIsNull);
	}

}
