package io.selvage.gateway.attempt;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyServices;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.context.TraceRecorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Requests without a server.
 */
public final class TestRequests {

	private TestRequests() {
	}

	public static PolicyExecution execution(String method) {
		ApiInfo api = new ApiInfo("api", "api", "", "1", null, true, null, List.of("http"), "Ocp-Apim-Subscription-Key",
				"subscription-key");
		PolicyContext context = new PolicyContext(
				new PolicyContext.Caller(api, new OperationInfo("op", method, "op", "/api/values"), null, null, null),
				new DeploymentInfo("test", "here", "id", false, "1", Map.of()), new GatewayRequest(method,
						MessageUrl.parse("http://gateway/api/values"), new ListHeaders(), null, "127.0.0.1"));
		context.trace(new TraceRecorder());
		return new PolicyExecution(context,
				new PolicyServices((execution, options) -> Mono.empty(), (call) -> Mono.empty(),
						(failure, ignored) -> new GatewayResponse(failure.status(), "", new ListHeaders(), null)));
	}

	public static FabricOptions when(String text, Predicate<PolicyContext> condition) {
		return new FabricOptions(expression(text, condition), null, null, null, null);
	}

	public static Expression expression(String text, Predicate<PolicyContext> condition) {
		return new Expression() {

			@Override
			public Object evaluate(PolicyContext context) {
				return condition.test(context);
			}

			@Override
			public boolean readsRequestBody() {
				return false;
			}

			@Override
			public boolean readsResponseBody() {
				return false;
			}

			@Override
			public String text() {
				return text;
			}

		};
	}

	public static boolean statusIsNot200(PolicyContext context) {
		GatewayResponse response = context.response();
		return response != null && response.statusCode() != 200;
	}

	public static @Nullable String reason(PolicyContext context) {
		LastError error = context.lastError();
		return (error != null) ? error.reason() : null;
	}

	public static Endpoint endpoint(String url) {
		return new Endpoint(MessageUrl.parse(url), url, transport("backend"), Endpoint.FORWARD_REQUEST);
	}

	public static BackendTransport transport(String backendId) {
		return () -> backendId;
	}

	public static RequestForwarder forwarder(ScriptedClient client, Target target) {
		return forwarder(client, target, AttemptLimits.DEFAULT, RetryBudgetRule.DEFAULT);
	}

	public static RequestForwarder forwarder(ScriptedClient client, Target target, AttemptLimits limits,
			RetryBudgetRule budget) {
		return new RequestForwarder(client, (execution, selection) -> target, limits,
				new RetryBudgets(budget, System::nanoTime), AttemptListener.NONE);
	}

	public static int forward(RequestForwarder forwarder, PolicyExecution execution, FabricOptions options) {
		execution.select(new BackendSelection.Entity("backend", options));
		forwarder.forward(execution, ForwardOptions.DEFAULT).block();
		GatewayResponse response = execution.context().response();
		return (response != null) ? response.statusCode() : -1;
	}

}
