package io.selvage.gateway.policy.statement;

import java.util.Map;

/**
 * The policies of Azure API Management that are refused when a document is saved, each
 * with the reason its author is told. Nothing else in the code names them.
 */
final class RefusedPolicies {

	private static final String AZURE_SERVICE = "it needs a service that exists only in Azure.";

	private static final String DAPR = "it needs the Dapr side-car of the self-hosted gateway of Azure.";

	private static final String GRAPHQL = "GraphQL APIs are not offered.";

	/** Reasons by element name. */
	static final Map<String, String> REASONS = Map.ofEntries(
			Map.entry("azure-openai-semantic-cache-lookup", AZURE_SERVICE),
			Map.entry("azure-openai-semantic-cache-store", AZURE_SERVICE),
			Map.entry("llm-semantic-cache-lookup", AZURE_SERVICE), Map.entry("llm-semantic-cache-store", AZURE_SERVICE),
			Map.entry("llm-content-safety", AZURE_SERVICE), Map.entry("send-service-bus-message", AZURE_SERVICE),
			Map.entry("invoke-dapr-binding", DAPR), Map.entry("publish-to-dapr", DAPR),
			Map.entry("invoke-darp-binding", DAPR), Map.entry("publish-to-darp", DAPR),
			Map.entry("validate-graphql-request", GRAPHQL), Map.entry("set-graphql-resolver", GRAPHQL),
			Map.entry("http-data-source", GRAPHQL), Map.entry("sql-data-source", GRAPHQL),
			Map.entry("cosmosdb-data-source", GRAPHQL), Map.entry("publish-event", GRAPHQL),
			Map.entry("validate-odata-request", "OData APIs are not offered."),
			Map.entry("invoke-request", "it is no policy of the gateway."));

	private RefusedPolicies() {
	}

}
