package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.CallDraft;
import io.selvage.gateway.policy.CallStatement;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.OutboundCall;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The request of {@code send-request} and {@code send-one-way-request}, compiled.
 */
final class CallTemplate {

	private static final ElementSpec URL = ElementSpec.named("set-url").holding(ElementSpec.Content.TEXT);

	private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

	private final Value<String> mode;

	private final Value<BigDecimal> timeout;

	private final @Nullable Value<String> url;

	private final List<CallStatement.CallStep> steps;

	private final StatementSite site;

	private final int bodyLimit;

	private CallTemplate(StatementBinding binding, List<CallStatement.CallStep> steps) {
		this.mode = binding.choice("mode", (text) -> text.equals("new") || text.equals("copy") ? text : null);
		this.timeout = binding.number("timeout");
		StatementBinding urlElement = binding.child(URL.name());
		this.url = (urlElement != null) ? urlElement.content() : null;
		this.steps = List.copyOf(steps);
		this.site = binding.site();
		this.bodyLimit = binding.bodyLimit();
	}

	/** Adds what both policies may hold. */
	static ElementSpec children(ElementSpec element, List<CallStatement> statements) {
		ElementSpec complete = element.with(URL, 0, 1)
			.with(SetMethod.ELEMENT, 0, 1)
			.with(HeaderChange.ELEMENT, 0, ElementSpec.MANY)
			.with(BodyChange.ELEMENT, 0, 1);
		for (CallStatement statement : statements) {
			complete = complete.with(statement.element(), 0, 1);
		}
		return complete;
	}

	static CallTemplate compile(StatementBinding binding, List<CallStatement> statements) {
		List<CallStatement.CallStep> steps = new ArrayList<>();
		StatementBinding method = binding.child(SetMethod.ELEMENT.name());
		if (method != null) {
			Value<String> value = SetMethod.compile(method);
			steps.add((execution, draft) -> {
				draft.method(SetMethod.method(value, method.site(), execution));
				return null;
			});
		}
		for (StatementBinding header : binding.children(HeaderChange.ELEMENT.name())) {
			HeaderChange change = HeaderChange.compile(header);
			steps.add((execution, draft) -> {
				change.apply(execution, draft.headers());
				return null;
			});
		}
		StatementBinding body = binding.child(BodyChange.ELEMENT.name());
		if (body != null) {
			BodyChange change = BodyChange.compile(body);
			steps.add((execution, draft) -> {
				draft.body(change.make(execution));
				return null;
			});
		}
		for (CallStatement statement : statements) {
			StatementBinding child = binding.child(statement.element().name());
			if (child != null) {
				steps.add(statement.createCallStep(child));
			}
		}
		CallTemplate template = new CallTemplate(binding, steps);
		template.check(binding);
		return template;
	}

	private void check(StatementBinding binding) {
		boolean copies = !"new".equals(this.mode.literal());
		if (!copies && this.url == null) {
			binding.error("The required element 'set-url' is missing.");
		}
		String literal = (this.url != null) ? this.url.literal() : null;
		if (literal != null) {
			try {
				SetBackendService.parse(literal);
			}
			catch (IllegalArgumentException invalid) {
				binding.warning("'set-url' is not an absolute http or https URL: requests will fail.");
			}
		}
		if (copies && Message.isRequest(binding.site().section())) {
			binding.readsRequestBody();
		}
	}

	/** Sends the request. */
	Mono<GatewayResponse> send(PolicyExecution execution) {
		CallDraft draft = begin(execution);
		MessageUrl target = target(execution, draft);
		Mono<Void> prepared = apply(0, execution, draft);
		if (prepared == null) {
			return call(execution, draft, target);
		}
		return prepared.then(Mono.defer(() -> call(execution, draft, target)));
	}

	private CallDraft begin(PolicyExecution execution) {
		if (this.mode.get(execution).equals("new")) {
			return CallDraft.empty();
		}
		GatewayRequest request = execution.context().request();
		MessageBody body = Message.isRequest(execution.section()) ? request.body() : null;
		return CallDraft.copyOf(request, (body != null && !body.consumed()) ? body.bytes() : null);
	}

	private MessageUrl target(PolicyExecution execution, CallDraft draft) {
		MessageUrl copied = draft.url();
		if (this.url == null) {
			if (copied == null) {
				throw this.site.failure("InvalidUrl", "'set-url' is missing.", 500);
			}
			return copied;
		}
		try {
			return SetBackendService.parse(this.url.get(execution));
		}
		catch (IllegalArgumentException invalid) {
			throw this.site.failure("InvalidUrl", "'set-url' must be an absolute http or https URL.", 500);
		}
	}

	private @Nullable Mono<Void> apply(int first, PolicyExecution execution, CallDraft draft) {
		for (int i = first; i < this.steps.size(); i++) {
			Mono<Void> pending = this.steps.get(i).apply(execution, draft);
			if (pending != null) {
				int next = i + 1;
				return pending.then(Mono.defer(() -> {
					Mono<Void> rest = apply(next, execution, draft);
					return (rest != null) ? rest : Mono.empty();
				}));
			}
		}
		return null;
	}

	private Mono<GatewayResponse> call(PolicyExecution execution, CallDraft draft, MessageUrl target) {
		Duration limit = Duration.ofMillis(this.timeout.get(execution).multiply(THOUSAND).longValue());
		boolean computed = this.url == null || this.url.literal() == null;
		OutboundCall.Options options = new OutboundCall.Options(limit, this.bodyLimit, computed,
				draft.clientCertificate(), draft.proxy());
		if (StatementTrace.isOn(execution)) {
			trace(execution, draft, target, limit);
		}
		return execution.services()
			.caller()
			.call(new OutboundCall(draft.method(), target, draft.headers(), draft.body(), options))
			.doOnNext((response) -> traceAnswer(execution, response));
	}

	private void trace(PolicyExecution execution, CallDraft draft, MessageUrl target, Duration limit) {
		List<Map<String, String>> lines = new ArrayList<>();
		draft.headers()
			.forEach((name, value) -> lines
				.add(Map.of("name", name, "value", name.equalsIgnoreCase("Authorization") ? "***" : value)));
		Map<String, Object> request = new LinkedHashMap<>();
		request.put("method", draft.method());
		request.put("url", target.toString());
		request.put("headers", lines);
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("message",
				"Request is being forwarded to the backend service. Timeout set to " + limit.toSeconds() + " seconds");
		data.put("request", request);
		StatementTrace.write(execution, this.site.element(), data);
	}

	private void traceAnswer(PolicyExecution execution, GatewayResponse response) {
		if (StatementTrace.isOn(execution)) {
			StatementTrace.write(execution, this.site.element(), Map.of("response",
					Map.of("status", Map.of("code", response.statusCode(), "reason", response.reason()))));
		}
	}

	void traceIgnored(PolicyExecution execution, Throwable failure) {
		if (StatementTrace.isOn(execution)) {
			StatementTrace.write(execution, this.site.element(),
					Map.of("message", "The error was ignored: " + this.site.locate(failure).error().message()));
		}
	}

}
