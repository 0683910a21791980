package io.selvage.catalog.entity;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Decodes backends.
 */
final class BackendDecoder {

	private BackendDecoder() {
	}

	static Backend backend(Resource resource) {
		Node node = Node.of(resource);
		BackendInfo info = new BackendInfo(resource.name(), node.text("title"), node.text("description"),
				node.text("resourceId"), node.text("azureRegion"));
		CircuitBreakerRule breaker = circuitBreaker(node);
		if ("Pool".equals(node.text("type"))) {
			return pool(info, node.at("pool"), breaker);
		}
		String url = node.text("url", "").strip();
		BackendProtocol protocol = "soap".equals(node.text("protocol")) ? BackendProtocol.SOAP : BackendProtocol.HTTP;
		BackendConnection connection = new BackendConnection(credentials(node.at("credentials")), proxy(node),
				tls(node.at("tls")));
		Node properties = node.at("properties");
		if (properties.isGiven("serviceFabricCluster")) {
			return new Backend.ServiceFabric(info, url, protocol, connection,
					cluster(properties.at("serviceFabricCluster")), breaker);
		}
		return new Backend.Single(info, url, protocol, connection, breaker);
	}

	private static Backend.Pool pool(BackendInfo info, Node pool, @Nullable CircuitBreakerRule breaker) {
		List<PoolMember> members = pool.list("services",
				(service) -> new PoolMember(Node.nameOf(ResourceType.BACKENDS, service.text("id", "")),
						service.integer("weight"), service.integer("priority")));
		String cookie = pool.at("sessionAffinity").at("sessionId").text("name");
		return new Backend.Pool(info, members, (cookie != null) ? new SessionAffinity(cookie) : null,
				pool.at("failureResponse").integer("statusCode"), breaker);
	}

	private static BackendCredentials credentials(Node node) {
		if (node.json().isEmpty()) {
			return BackendCredentials.NONE;
		}
		Node authorization = node.at("authorization");
		Node identity = node.at("managedIdentity");
		return new BackendCredentials(node.map("query", Node::secrets), node.map("header", Node::secrets),
				authorization.isGiven("scheme") ? new BackendCredentials.Authorization(authorization.text("scheme", ""),
						Objects.requireNonNull(authorization.secret("parameter"))) : null,
				new BackendCredentials.ClientCertificates(
						node.list("certificateIds",
								(id) -> Node.nameOf(ResourceType.CERTIFICATES, id.json().asString())),
						node.texts("certificate")),
				identity.isGiven("resource") ? new BackendCredentials.ManagedIdentity(identity.text("clientId"),
						identity.text("resource", "")) : null);
	}

	private static @Nullable BackendProxy proxy(Node node) {
		Node proxy = node.at("proxy");
		String url = proxy.text("url");
		return (url != null) ? new BackendProxy(url, proxy.text("username"), proxy.secret("password")) : null;
	}

	private static BackendTls tls(Node node) {
		return node.json().isEmpty() ? BackendTls.DEFAULT : new BackendTls(node.flag("validateCertificateChain", true),
				node.flag("validateCertificateName", true), node.texts("serverCertificateThumbprints"), names(node));
	}

	private static List<BackendTls.X509Name> names(Node node) {
		return node.list("serverX509Names",
				(name) -> new BackendTls.X509Name(name.text("name", ""), name.text("issuerCertificateThumbprint", "")));
	}

	private static FabricCluster cluster(Node node) {
		return new FabricCluster(node.texts("managementEndpoints"),
				new FabricCluster.ClientCertificate(node.reference("clientCertificateId", ResourceType.CERTIFICATES),
						node.text("clientCertificatethumbprint")),
				node.integer("maxPartitionResolutionRetries"), node.texts("serverCertificateThumbprints"), names(node));
	}

	private static @Nullable CircuitBreakerRule circuitBreaker(Node node) {
		List<CircuitBreakerRule> rules = node.at("circuitBreaker").list("rules", BackendDecoder::rule);
		return rules.isEmpty() ? null : rules.get(0);
	}

	private static CircuitBreakerRule rule(Node rule) {
		Node condition = rule.at("failureCondition");
		CircuitBreakerRule.FailureCondition failure = new CircuitBreakerRule.FailureCondition(
				condition.integer("count"), condition.integer("percentage"),
				Duration.parse(condition.text("interval", "PT1H")),
				condition.list("statusCodeRanges",
						(range) -> new CircuitBreakerRule.StatusCodeRange(
								Objects.requireNonNullElse(range.integer("min"), 200),
								Objects.requireNonNullElse(range.integer("max"), 599))),
				condition.texts("errorReasons"));
		return new CircuitBreakerRule(rule.text("name", ""), failure, Duration.parse(rule.text("tripDuration", "PT1H")),
				rule.flag("acceptRetryAfter", false), rule.at("failureResponse").integer("statusCode"));
	}

}
