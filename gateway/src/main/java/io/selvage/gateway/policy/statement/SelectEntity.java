package io.selvage.gateway.policy.statement;

import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code set-backend-service backend-id}.
 */
final class SelectEntity implements Step {

	private final Value<String> backendId;

	private final FabricValues fabric;

	private final PolicyEnvironment environment;

	private final StatementSite site;

	/** The selection, if no expression is part of it. */
	private final BackendSelection.@Nullable Entity constant;

	/** The URL to show, if the backend is constant and has one. */
	private final @Nullable MessageUrl constantUrl;

	SelectEntity(Value<String> backendId, FabricValues fabric, PolicyEnvironment environment, StatementSite site) {
		this.backendId = backendId;
		this.fabric = fabric;
		this.environment = environment;
		this.site = site;
		String literal = backendId.literal();
		this.constant = (literal != null && fabric.isLiteral())
				? new BackendSelection.Entity(literal, fabric.literalOptions()) : null;
		this.constantUrl = (literal != null) ? httpUrl(environment.backendUrl(literal)) : null;
	}

	@Override
	public @Nullable Mono<Void> run(PolicyExecution execution) {
		BackendSelection.Entity selection = this.constant;
		MessageUrl url = this.constantUrl;
		if (selection == null) {
			String id = this.backendId.get(execution);
			if (this.backendId.literal() == null) {
				url = httpUrl(known(id));
			}
			selection = new BackendSelection.Entity(id, this.fabric.options(execution, this.site));
		}
		execution.select(selection);
		if (url != null) {
			execution.showBase(url);
		}
		if (StatementTrace.isOn(execution)) {
			StatementTrace.write(execution, SetBackendService.NAME,
					"Backend '" + selection.backendId() + "' set to current.");
		}
		return null;
	}

	private String known(String id) {
		String url = this.environment.backendUrl(id);
		if (url == null) {
			throw this.site.failure("BackendNotFound", "There is no backend '" + id + "'.", 500);
		}
		return url;
	}

	/**
	 * The URL, unless it names a Service Fabric service, whose address is not known yet.
	 */
	private static @Nullable MessageUrl httpUrl(@Nullable String url) {
		if (url == null) {
			return null;
		}
		try {
			return SetBackendService.parse(url);
		}
		catch (IllegalArgumentException notHttp) {
			return null;
		}
	}

	/**
	 * The {@code sf-*} attributes.
	 */
	record FabricValues(@Nullable Expression condition, @Nullable Value<String> instanceName,
			@Nullable Value<String> partitionKey, @Nullable Value<String> listenerName,
			@Nullable Value<String> replicaType) {

		boolean isLiteral() {
			return isLiteral(this.instanceName) && isLiteral(this.partitionKey) && isLiteral(this.listenerName)
					&& isLiteral(this.replicaType);
		}

		private static boolean isLiteral(@Nullable Value<String> value) {
			return value == null || value.literal() != null;
		}

		BackendSelection.FabricOptions literalOptions() {
			return new BackendSelection.FabricOptions(this.condition, literal(this.instanceName),
					literal(this.partitionKey), literal(this.listenerName), literal(this.replicaType));
		}

		private static @Nullable String literal(@Nullable Value<String> value) {
			return (value != null) ? value.literal() : null;
		}

		BackendSelection.FabricOptions options(PolicyExecution execution, StatementSite site) {
			String replica = text(this.replicaType, execution);
			if (replica != null && !replica.equals("primary") && !replica.equals("secondary")) {
				throw site.failure(StatementSite.EXPRESSION_FAILURE,
						"'sf-replica-type' must be 'primary' or 'secondary'.", 500);
			}
			return new BackendSelection.FabricOptions(this.condition, text(this.instanceName, execution),
					text(this.partitionKey, execution), text(this.listenerName, execution), replica);
		}

		private static @Nullable String text(@Nullable Value<String> value, PolicyExecution execution) {
			return (value != null) ? value.getOrNull(execution) : null;
		}

	}

}
