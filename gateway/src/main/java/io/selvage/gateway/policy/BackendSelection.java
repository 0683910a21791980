package io.selvage.gateway.policy;

import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What {@code set-backend-service} chose.
 */
public sealed interface BackendSelection {

	/**
	 * A URL that replaces the API's service URL.
	 *
	 * @param url scheme, host, port and base path
	 * @param computed true if an expression made it: it is then checked against the
	 * addresses that may be called
	 */
	record BaseUrl(MessageUrl url, boolean computed) implements BackendSelection {
	}

	/**
	 * A backend entity with its credentials, TLS and circuit breaker.
	 *
	 * @param backendId the resource name
	 * @param fabric the {@code sf-*} attributes
	 */
	record Entity(String backendId, FabricOptions fabric) implements BackendSelection {
	}

	/**
	 * The {@code sf-*} attributes, evaluated where the statement stood (except the
	 * condition, which is evaluated after each attempt).
	 *
	 * @param resolveCondition {@code sf-resolve-condition}; null: failure to connect
	 * @param serviceInstanceName {@code sf-service-instance-name}; null: the URL of the
	 * backend
	 * @param partitionKey {@code sf-partition-key}; null: no key
	 * @param listenerName {@code sf-listener-name}; null: the listener without a name
	 * @param replicaType {@code sf-replica-type}: primary or secondary; null: primary of
	 * a stateful, any instance of a stateless service
	 */
	record FabricOptions(@Nullable Expression resolveCondition, @Nullable String serviceInstanceName,
			@Nullable String partitionKey, @Nullable String listenerName, @Nullable String replicaType) {

		/** No attribute given. */
		public static final FabricOptions NONE = new FabricOptions(null, null, null, null, null);

	}

}
