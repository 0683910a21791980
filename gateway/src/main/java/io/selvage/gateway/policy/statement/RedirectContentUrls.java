package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code redirect-content-urls}: makes links of the backend in an answer links of the
 * gateway, and those of the gateway in a request links of the backend. Knows the service
 * URL of the API.
 */
final class RedirectContentUrls implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("redirect-content-urls"), "Makes links of the backend links of the gateway.")
		.in(Section.INBOUND, Section.OUTBOUND)
		.onlyOnce();

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		binding.readsBody();
		return new RedirectStep(Message.isRequest(binding.site().section()));
	}

	private record RedirectStep(boolean onRequest) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			PolicyContext context = execution.context();
			MessageUrl service = context.api().serviceUrl();
			if (service == null) {
				return null;
			}
			String backend = base(service.origin(), service.rawPath());
			String gateway = base(context.request().originalUrl().origin(), "/" + context.api().path());
			if (this.onRequest) {
				GatewayRequest request = context.request();
				MessageBody changed = replaced(request.body(), gateway, backend);
				if (changed != null) {
					request.body(changed);
				}
				return null;
			}
			GatewayResponse response = context.response();
			MessageBody changed = (response != null) ? replaced(response.body(), backend, gateway) : null;
			if (response != null && changed != null) {
				response.body(changed);
			}
			return null;
		}

		private static String base(String origin, String path) {
			String whole = origin + path;
			return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
		}

		private static @Nullable MessageBody replaced(@Nullable MessageBody body, String from, String to) {
			byte[] bytes = (body != null && !body.consumed()) ? body.bytes() : null;
			String text = (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "";
			return text.contains(from) ? MessageBody.of(text.replace(from, to).getBytes(StandardCharsets.UTF_8)) : null;
		}

	}

}
