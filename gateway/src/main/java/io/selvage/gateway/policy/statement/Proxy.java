package io.selvage.gateway.policy.statement;

import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.CallStatementFactory;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.ProxySettings;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import org.jspecify.annotations.Nullable;

/**
 * {@code proxy}: the HTTP proxy through which the backend is called.
 */
final class Proxy implements CallStatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(ElementSpec.named("proxy")
		.with(AttributeSpec.text("url").mandatory(), AttributeSpec.text("username"), AttributeSpec.text("password")),
			"Calls the backend through an HTTP proxy.")
		.in(Section.INBOUND, Section.BACKEND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		ProxySettings settings = settings(binding);
		return (execution) -> {
			execution.proxy(settings);
			return null;
		};
	}

	@Override
	public CallStep createCallStep(StatementBinding binding) {
		ProxySettings settings = settings(binding);
		return (execution, draft) -> {
			draft.proxy(settings);
			return null;
		};
	}

	private static @Nullable ProxySettings settings(StatementBinding binding) {
		String text = binding.literal("url").strip();
		try {
			MessageUrl url = MessageUrl.parse(text);
			if (url.scheme().equals("http")) {
				return new ProxySettings(url, binding.has("username") ? binding.literal("username") : null,
						binding.has("password") ? binding.literal("password") : null);
			}
		}
		catch (IllegalArgumentException reportedBelow) {
			// reported below
		}
		binding.error("url", "The URL of a proxy must be absolute and of scheme http.");
		return null;
	}

}
