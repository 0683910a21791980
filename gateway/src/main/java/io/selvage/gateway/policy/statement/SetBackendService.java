package io.selvage.gateway.policy.statement;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code set-backend-service}: chooses the backend of the request, by URL or by the name
 * of an entity. Nothing is sent.
 */
final class SetBackendService implements StatementFactory {

	static final String NAME = "set-backend-service";

	private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss");

	private static final String CONDITION = "sf-resolve-condition";

	private static final List<String> FABRIC = List.of(CONDITION, "sf-service-instance-name", "sf-partition-key",
			"sf-listener-name", "sf-replica-type");

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named(NAME)
			.with(AttributeSpec.text("base-url").orExpression(), AttributeSpec.text("backend-id").orExpression(),
					AttributeSpec.bool(CONDITION).orExpression(),
					AttributeSpec.text("sf-service-instance-name").orExpression(),
					AttributeSpec.text("sf-partition-key").orExpression(),
					AttributeSpec.text("sf-listener-name").orExpression(),
					AttributeSpec.choice("sf-replica-type", "primary", "secondary").orExpression()),
				"Chooses the backend: a base URL or a backend entity.")
		.in(Section.INBOUND, Section.BACKEND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Value<String> baseUrl = binding.optionalText("base-url");
		Value<String> backendId = binding.optionalText("backend-id");
		if (baseUrl != null && backendId != null) {
			binding.error("base-url", "Either 'base-url' or 'backend-id' may be given, not both.");
		}
		else if (baseUrl == null && backendId == null) {
			binding.error("One of the attributes 'base-url' and 'backend-id' is required.");
		}
		if (baseUrl != null) {
			FABRIC.stream()
				.filter(binding::has)
				.forEach((name) -> binding.error(name, "The '" + name + "' attribute needs 'backend-id'."));
			String literal = baseUrl.literal();
			return new SelectBaseUrl(baseUrl, (literal != null) ? literalUrl(binding, literal) : null, binding.site());
		}
		if (backendId == null) {
			return (execution) -> null;
		}
		String literal = backendId.literal();
		if (literal != null && binding.environment().backendUrl(literal) == null) {
			// The words and the place of the contract's error.
			binding.error("Backend with id '" + literal + "' could not be found.");
		}
		return new SelectEntity(backendId, fabricValues(binding), binding.environment(), binding.site());
	}

	private static SelectEntity.FabricValues fabricValues(StatementBinding binding) {
		return new SelectEntity.FabricValues(binding.deferred(CONDITION),
				binding.optionalText("sf-service-instance-name"), binding.optionalText("sf-partition-key"),
				binding.optionalText("sf-listener-name"), binding.optionalText("sf-replica-type"));
	}

	private static BackendSelection.@Nullable BaseUrl literalUrl(StatementBinding binding, String text) {
		try {
			return new BackendSelection.BaseUrl(parse(text), false);
		}
		catch (IllegalArgumentException invalid) {
			binding.warning("'base-url' is not an absolute http or https URL: requests will fail.");
			return null;
		}
	}

	static MessageUrl parse(String text) {
		MessageUrl url = MessageUrl.parse(text.strip());
		if (!SCHEMES.contains(url.scheme().toLowerCase(Locale.ROOT))) {
			throw new IllegalArgumentException("'" + url.scheme() + "' is not a scheme a backend can have");
		}
		return url;
	}

}
