package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;

/**
 * {@code cross-domain}: answers requests for {@code crossdomain.xml}, which browser
 * plug-ins ask for, with its content.
 */
final class CrossDomain implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("cross-domain").holding(ElementSpec.Content.MARKUP),
				"Answers requests for crossdomain.xml.")
		.in(Section.INBOUND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Value<String> content = binding.markup(Object::toString);
		return (execution) -> {
			if (execution.context().request().originalUrl().rawPath().endsWith("/crossdomain.xml")) {
				ListHeaders headers = new ListHeaders();
				headers.set("Content-Type", "text/x-cross-domain-policy");
				byte[] policy = content.get(execution).strip().getBytes(StandardCharsets.UTF_8);
				execution.context().response(new GatewayResponse(200, "OK", headers, MessageBody.of(policy)));
				execution.terminate();
			}
			return null;
		};
	}

}
