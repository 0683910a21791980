package io.selvage.gateway.policy.statement;

import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code set-backend-service base-url}.
 *
 * @param value the URL
 * @param literal the URL, if it is a literal
 * @param site where the statement stands
 */
record SelectBaseUrl(Value<String> value, BackendSelection.@Nullable BaseUrl literal,
		StatementSite site) implements Step {

	@Override
	public @Nullable Mono<Void> run(PolicyExecution execution) {
		BackendSelection.BaseUrl selection = (this.literal != null) ? this.literal
				: computed(this.value.get(execution));
		MessageUrl before = execution.context().request().url();
		execution.select(selection);
		if (execution.selection() == selection) {
			execution.showBase(selection.url());
		}
		if (StatementTrace.isOn(execution)) {
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("message", "Backend service URL was changed.");
			data.put("oldBackendServiceUrl", before.origin());
			data.put("newBackendServiceUrl", selection.url().toString());
			data.put("request", Map.of("url", execution.context().request().url().toString()));
			StatementTrace.write(execution, SetBackendService.NAME, data);
		}
		return null;
	}

	private BackendSelection.BaseUrl computed(String text) {
		try {
			return new BackendSelection.BaseUrl(SetBackendService.parse(text), true);
		}
		catch (IllegalArgumentException invalid) {
			throw this.site.failure("InvalidBackendUrl", "'base-url' must be an absolute http or https URL.", 500);
		}
	}

}
