package io.selvage.catalog.entity;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where requests may be forwarded to.
 */
public sealed interface Backend {

	/**
	 * What every kind has.
	 * @return name and descriptive properties
	 */
	BackendInfo info();

	/**
	 * The rule that takes the backend out of service.
	 * @return the rule, or null
	 */
	@Nullable CircuitBreakerRule circuitBreaker();

	/**
	 * The resource name, which {@code backend-id} refers to.
	 * @return the name
	 */
	default String name() {
		return info().name();
	}

	/**
	 * A backend with one URL.
	 *
	 * @param info name and descriptive properties
	 * @param url an http or https URL; may refer to named values
	 * @param protocol how it is spoken to
	 * @param connection credentials, proxy and TLS
	 * @param circuitBreaker the rule, or null
	 */
	record Single(BackendInfo info, String url, BackendProtocol protocol, BackendConnection connection,
			@Nullable CircuitBreakerRule circuitBreaker) implements Backend {
	}

	/**
	 * Several backends behind one name.
	 *
	 * @param info name and descriptive properties
	 * @param members the backends, 1 to 30
	 * @param sessionAffinity the cookie that keeps a client at one member, or null
	 * @param failureStatus the status of the answer when no member is available, 100 to
	 * 599; null: 503
	 * @param circuitBreaker the rule, or null
	 */
	record Pool(BackendInfo info, List<PoolMember> members, @Nullable SessionAffinity sessionAffinity,
			@Nullable Integer failureStatus, @Nullable CircuitBreakerRule circuitBreaker) implements Backend {
	}

	/**
	 * Services of a Service Fabric cluster.
	 *
	 * @param info name and descriptive properties
	 * @param serviceName the service used when a policy names none, such as
	 * {@code fabric:/App/Service}
	 * @param protocol how instances are spoken to
	 * @param connection credentials, proxy and TLS towards the instances
	 * @param cluster where the cluster is managed
	 * @param circuitBreaker the rule, or null
	 */
	record ServiceFabric(BackendInfo info, String serviceName, BackendProtocol protocol, BackendConnection connection,
			FabricCluster cluster, @Nullable CircuitBreakerRule circuitBreaker) implements Backend {
	}

}
