package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.dryrun.SampleContext;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyServices;
import io.selvage.gateway.policy.Section;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class CacheValueTests {

	private final PolicyPlan plan = PolicyFixture.get("https://gw.example/a")
		.inbound("<cache-value key=\"k\" variable-name=\"v\"><value><send-request response-variable-name=\"r\">"
				+ "<set-url>http://x.example/</set-url><set-method>GET</set-method></send-request>"
				+ "<set-variable name=\"v\" value=\"@(((IResponse)context.Variables[\"r\"]).Body.As<string>())\" />"
				+ "</value></cache-value>")
		.plan();

	private final List<Sinks.One<GatewayResponse>> calls = new ArrayList<>();

	private PolicyExecution request() {
		GatewayRequest request = new GatewayRequest("GET", MessageUrl.parse("https://gw.example/a"), new ListHeaders(),
				null, "192.0.2.7");
		return new PolicyExecution(SampleContext.of(request),
				new PolicyServices((running, options) -> Mono.empty(), (call) -> {
					Sinks.One<GatewayResponse> answer = Sinks.one();
					this.calls.add(answer);
					return answer.asMono();
				}, (failure, context) -> new GatewayResponse(failure.status(), "", new ListHeaders(), null)));
	}

	private Disposable start(PolicyExecution execution) {
		Mono<Void> pending = this.plan.runOnly(Section.INBOUND, execution);
		assertThat(pending).isNotNull();
		return pending.subscribe();
	}

	private void answer(int call, String text) {
		this.calls.get(call)
			.tryEmitValue(new GatewayResponse(200, "OK", new ListHeaders(),
					MessageBody.of(text.getBytes(StandardCharsets.UTF_8))));
	}

	private static Map<String, Object> variables(PolicyExecution execution) {
		return execution.context().variables();
	}

	@Test
	void oneOfTheRequestsThatMissMakesTheValueForAll() {
		PolicyExecution first = request();
		PolicyExecution second = request();
		start(first);
		start(second);
		assertThat(this.calls).hasSize(1);
		answer(0, "made");
		assertThat(variables(first)).containsEntry("v", "made");
		assertThat(variables(second)).containsEntry("v", "made");
		assertThat(this.calls).hasSize(1);
	}

	@Test
	void ifItsClientGivesUpAnotherRequestMakesTheValue() {
		PolicyExecution second = request();
		Disposable first = start(request());
		start(second);
		first.dispose();
		assertThat(this.calls).hasSize(2);
		answer(1, "again");
		assertThat(variables(second)).containsEntry("v", "again");
	}

}
