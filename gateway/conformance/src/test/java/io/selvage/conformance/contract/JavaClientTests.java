package io.selvage.conformance.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.AddHeadersPolicy;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.apimanagement.fluent.ApiManagementClient;
import com.azure.resourcemanager.apimanagement.fluent.models.ApiContractInner;
import com.azure.resourcemanager.apimanagement.fluent.models.ApiExportResultInner;
import com.azure.resourcemanager.apimanagement.fluent.models.BackendContractInner;
import com.azure.resourcemanager.apimanagement.fluent.models.CertificateContractInner;
import com.azure.resourcemanager.apimanagement.fluent.models.OperationContractInner;
import com.azure.resourcemanager.apimanagement.fluent.models.PolicyContractInner;
import com.azure.resourcemanager.apimanagement.fluent.models.ProductContractInner;
import com.azure.resourcemanager.apimanagement.fluent.models.SubscriptionContractInner;
import com.azure.resourcemanager.apimanagement.implementation.ApiManagementClientBuilder;
import com.azure.resourcemanager.apimanagement.models.ApiCreateOrUpdateParameter;
import com.azure.resourcemanager.apimanagement.models.ApiUpdateContract;
import com.azure.resourcemanager.apimanagement.models.BackendCredentialsContract;
import com.azure.resourcemanager.apimanagement.models.BackendProperties;
import com.azure.resourcemanager.apimanagement.models.BackendProtocol;
import com.azure.resourcemanager.apimanagement.models.BackendServiceFabricClusterProperties;
import com.azure.resourcemanager.apimanagement.models.BackendTlsProperties;
import com.azure.resourcemanager.apimanagement.models.BackendUpdateParameters;
import com.azure.resourcemanager.apimanagement.models.CertificateCreateOrUpdateParameters;
import com.azure.resourcemanager.apimanagement.models.ContentFormat;
import com.azure.resourcemanager.apimanagement.models.ExportApi;
import com.azure.resourcemanager.apimanagement.models.ExportFormat;
import com.azure.resourcemanager.apimanagement.models.ExportResultFormat;
import com.azure.resourcemanager.apimanagement.models.NamedValueCreateContract;
import com.azure.resourcemanager.apimanagement.models.NamedValueUpdateParameters;
import com.azure.resourcemanager.apimanagement.models.OperationUpdateContract;
import com.azure.resourcemanager.apimanagement.models.ParameterContract;
import com.azure.resourcemanager.apimanagement.models.PolicyContentFormat;
import com.azure.resourcemanager.apimanagement.models.PolicyExportFormat;
import com.azure.resourcemanager.apimanagement.models.PolicyIdName;
import com.azure.resourcemanager.apimanagement.models.ProductState;
import com.azure.resourcemanager.apimanagement.models.ProductUpdateParameters;
import com.azure.resourcemanager.apimanagement.models.Protocol;
import com.azure.resourcemanager.apimanagement.models.SubscriptionCreateParameters;
import com.azure.resourcemanager.apimanagement.models.SubscriptionUpdateParameters;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Microsoft's Java client (com.azure.resourcemanager:azure-resourcemanager-apimanagement,
 * api-version 2021-08-01) against the gateway as it is delivered.
 */
class JavaClientTests {

	private static final String GROUP = "rg1";

	private static final String SERVICE = "apimService1";

	private static final String STALE = "\"AAAAAAAAAAA=\"";

	private static ManagedGateway gateway;

	private static ApiManagementClient client;

	@BeforeAll
	static void start() throws IOException {
		gateway = ManagedGateway.start();
		client = new ApiManagementClientBuilder()
			.pipeline(new HttpPipelineBuilder().httpClient(new JdkHttpClient())
				.policies(new AddHeadersPolicy(new HttpHeaders().set("Authorization", "Bearer " + gateway.token())))
				.build())
			.endpoint(gateway.endpoint())
			.subscriptionId("00000000-0000-0000-0000-000000000000")
			.buildClient();
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
	}

	@BeforeEach
	void clear() {
		gateway.clear();
	}

	private static void isRefused(int status, String code, ThrowingCallable call) {
		assertThatExceptionOfType(ManagementException.class).isThrownBy(call).satisfies((refusal) -> {
			assertThat(refusal.getResponse().getStatusCode()).isEqualTo(status);
			assertThat(refusal.getValue().getCode()).isEqualTo(code);
		});
	}

	/** What the client has no model for goes through its pipeline. */
	private static int put(String path, String properties) {
		HttpRequest request = new HttpRequest(HttpMethod.PUT,
				gateway.endpoint() + ManagedGateway.SERVICE + path + "?api-version=2024-05-01")
			.setHeader("Content-Type", "application/json")
			.setBody("{\"properties\": " + properties + "}");
		return client.getHttpPipeline().send(request).block().getStatusCode();
	}

	private static BackendContractInner single(String name) {
		return client.getBackends()
			.createOrUpdate(GROUP, SERVICE, name, new BackendContractInner().withUrl("https://" + name + ".example/")
				.withProtocol(BackendProtocol.HTTP));
	}

	@Test
	void aSingleBackendIsCreatedReadUpdatedAndDeletedByItsEntityTag() {
		BackendContractInner made = client.getBackends()
			.createOrUpdate(GROUP, SERVICE, "single",
					new BackendContractInner().withUrl("https://backend.example/")
						.withProtocol(BackendProtocol.HTTP)
						.withDescription("d")
						.withTls(new BackendTlsProperties().withValidateCertificateChain(true)
							.withValidateCertificateName(false))
						.withCredentials(new BackendCredentialsContract().withQuery(Map.of("sv", List.of("xx", "bb")))
							.withHeaderProperty(Map.of("x-my-1", List.of("val1")))));
		assertThat(made.id()).endsWith("/service/apimService1/backends/single");
		assertThat(made.type()).isEqualTo("Microsoft.ApiManagement/service/backends");
		BackendContractInner read = client.getBackends().get(GROUP, SERVICE, "single");
		assertThat(read.url()).isEqualTo("https://backend.example/");
		assertThat(read.tls().validateCertificateName()).isFalse();
		assertThat(read.credentials().query()).containsEntry("sv", List.of("xx", "bb"));
		assertThat(read.credentials().headerProperty()).containsEntry("x-my-1", List.of("val1"));
		String tag = tag("single");
		isRefused(412, "PreConditionFailed", () -> client.getBackends()
			.update(GROUP, SERVICE, "single", STALE, new BackendUpdateParameters().withTitle("t")));
		BackendContractInner updated = client.getBackends()
			.update(GROUP, SERVICE, "single", tag, new BackendUpdateParameters().withTitle("t"));
		assertThat(updated.title()).isEqualTo("t");
		assertThat(updated.description()).isEqualTo("d");
		isRefused(412, "PreConditionFailed", () -> client.getBackends().delete(GROUP, SERVICE, "single", tag));
		client.getBackends().reconnect(GROUP, SERVICE, "single");
		client.getBackends().delete(GROUP, SERVICE, "single", tag("single"));
		client.getBackends().delete(GROUP, SERVICE, "single", "*");
		isRefused(404, "ResourceNotFound", () -> client.getBackends().get(GROUP, SERVICE, "single"));
	}

	private static String tag(String backend) {
		return client.getBackends()
			.getEntityTagWithResponse(GROUP, SERVICE, backend, Context.NONE)
			.getDeserializedHeaders()
			.etag();
	}

	@Test
	void aServiceFabricBackendKeepsItsClusterAndItsCertificate() {
		certificate("cluster-client");
		client.getBackends()
			.createOrUpdate(GROUP, SERVICE, "fabric",
					new BackendContractInner().withUrl("fabric:/app/service")
						.withProtocol(BackendProtocol.HTTP)
						.withProperties(new BackendProperties()
							.withServiceFabricCluster(new BackendServiceFabricClusterProperties()
								.withManagementEndpoints(List.of("https://cluster.example:19080"))
								.withClientCertificateId(ManagedGateway.SERVICE + "/certificates/cluster-client")
								.withServerCertificateThumbprints(List.of("76E97E3A746CB85AB83E431BDEB01C6DB168244B"))
								.withMaxPartitionResolutionRetries(5))));
		BackendServiceFabricClusterProperties cluster = client.getBackends()
			.get(GROUP, SERVICE, "fabric")
			.properties()
			.serviceFabricCluster();
		assertThat(cluster.managementEndpoints()).containsExactly("https://cluster.example:19080");
		assertThat(cluster.maxPartitionResolutionRetries()).isEqualTo(5);
		assertThat(cluster.clientCertificateId()).endsWith("/certificates/cluster-client");
	}

	@Test
	void poolsAndCircuitBreakersAreAnsweredInAFormAnOlderClientReads() {
		single("a");
		assertThat(put("/backends/b",
				"{\"url\": \"https://b.example/\", \"protocol\": \"http\", \"circuitBreaker\": {\"rules\": [{\"name\": \"r\", \"tripDuration\": \"PT1M\","
						+ "\"failureCondition\": {\"count\": 3, \"interval\": \"PT5M\", \"statusCodeRanges\": [{\"min\": 500, \"max\": 599}]}}]}}"))
			.isEqualTo(201);
		assertThat(put("/backends/pool",
				"{\"type\": \"Pool\", \"pool\": {\"services\": [{\"id\": \"/backends/a\"}, {\"id\": \"/backends/b\"}]}}"))
			.isEqualTo(201);
		assertThat(client.getBackends().get(GROUP, SERVICE, "pool").url()).isNull();
		client.getBackends()
			.update(GROUP, SERVICE, "pool", tag("pool"), new BackendUpdateParameters().withDescription("a pool"));
		client.getBackends()
			.update(GROUP, SERVICE, "b", "*", new BackendUpdateParameters().withUrl("https://b2.example/"));
		assertThat(gateway.call("GET", ManagedGateway.SERVICE + "/backends/b?api-version=2024-05-01", null, Map.of())
			.body()
			.at("/properties/circuitBreaker/rules/0/failureCondition/count")
			.asInt()).isEqualTo(3);
		assertThat(client.getBackends().listByService(GROUP, SERVICE).stream().map(BackendContractInner::name))
			.containsExactlyInAnyOrder("a", "b", "pool");
		isRefused(400, "ValidationError", () -> client.getBackends().delete(GROUP, SERVICE, "a", "*"));
	}

	@Test
	void aListIsReadPageByPage() {
		List.of("web-1", "web-2", "web-3", "other").forEach(JavaClientTests::single);
		assertThat(client.getBackends()
			.listByService(GROUP, SERVICE, "startswith(name,'web')", 1, null, Context.NONE)
			.stream()
			.map(BackendContractInner::name)).containsExactlyInAnyOrder("web-1", "web-2", "web-3");
	}

	@Test
	void anApiItsOperationsAndPoliciesLiveAndDieTogether() {
		single("sf");
		ApiContractInner api = client.getApis()
			.createOrUpdate(GROUP, SERVICE, "echo",
					new ApiCreateOrUpdateParameter().withDisplayName("Echo")
						.withPath("echo")
						.withServiceUrl("https://echo.example/")
						.withProtocols(List.of(Protocol.HTTPS)));
		assertThat(api.path()).isEqualTo("echo");
		client.getApis().update(GROUP, SERVICE, "echo", "*", new ApiUpdateContract().withDescription("echoes"));
		assertThat(client.getApis().get(GROUP, SERVICE, "echo").description()).isEqualTo("echoes");
		OperationContractInner operation = client.getApiOperations()
			.createOrUpdate(GROUP, SERVICE, "echo", "say", new OperationContractInner().withDisplayName("Say")
				.withMethod("GET")
				.withUrlTemplate("/say/{word}")
				.withTemplateParameters(
						List.of(new ParameterContract().withName("word").withType("string").withRequired(true))));
		assertThat(operation.urlTemplate()).isEqualTo("/say/{word}");
		client.getApiOperations()
			.update(GROUP, SERVICE, "echo", "say", "*", new OperationUpdateContract().withDescription("says"));
		assertThat(
				client.getApiOperations().listByApi(GROUP, SERVICE, "echo").stream().map(OperationContractInner::name))
			.containsExactly("say");
		String raw = "<policies><inbound><base /><set-backend-service backend-id=\"sf\" /><set-variable name=\"x\" value=\"@(\"a\" + 1)\" /></inbound></policies>";
		client.getApiPolicies()
			.createOrUpdate(GROUP, SERVICE, "echo", PolicyIdName.POLICY,
					new PolicyContractInner().withFormat(PolicyContentFormat.RAWXML).withValue(raw));
		assertThat(client.getApiPolicies()
			.getWithResponse(GROUP, SERVICE, "echo", PolicyIdName.POLICY, PolicyExportFormat.RAWXML, Context.NONE)
			.getValue()
			.value()).isEqualTo(raw);
		assertThat(client.getApiPolicies().get(GROUP, SERVICE, "echo", PolicyIdName.POLICY).value())
			.contains("&quot;a&quot; + 1");
		isRefused(400, "ValidationError",
				() -> client.getApiPolicies()
					.createOrUpdate(GROUP, SERVICE, "echo", PolicyIdName.POLICY,
							new PolicyContractInner().withFormat(PolicyContentFormat.RAWXML)
								.withValue(raw.replace("\"sf\"", "\"ghost\""))));
		client.getPolicies()
			.createOrUpdate(GROUP, SERVICE, PolicyIdName.POLICY, new PolicyContractInner()
				.withValue("<policies><inbound /><backend><forward-request /></backend><outbound /></policies>"));
		assertThat(client.getPolicies().listByService(GROUP, SERVICE).value()).hasSize(1);
		client.getPolicies().delete(GROUP, SERVICE, PolicyIdName.POLICY, "*");
		client.getApis().delete(GROUP, SERVICE, "echo", "*");
		isRefused(404, "ResourceNotFound", () -> client.getApiOperations().get(GROUP, SERVICE, "echo", "say"));
	}

	@Test
	void anApiIsImportedFromItsDescription() {
		client.getApis()
			.createOrUpdate(GROUP, SERVICE, "pets", new ApiCreateOrUpdateParameter().withPath("pets")
				.withFormat(ContentFormat.fromString("openapi+json"))
				.withValue(
						"""
								{"openapi": "3.0.1", "info": {"title": "Pets", "version": "1"}, "servers": [{"url": "https://pets.example"}],
								"paths": {"/pets/{id}": {"get": {"operationId": "Show Pet", "parameters":
								[{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
								"responses": {"200": {"description": "ok"}}}}}}"""));
		assertThat(client.getApiOperations().get(GROUP, SERVICE, "pets", "show-pet").urlTemplate())
			.isEqualTo("/pets/{id}");
	}

	@Test
	void anApiIsExportedToALinkThatIsFollowedWithoutCredentials() throws IOException, InterruptedException {
		assertThat(put("/apis/exported", "{\"path\": \"exported\", \"displayName\": \"Exported\"}")).isEqualTo(201);
		assertThat(
				put("/apis/exported/operations/read",
						"{\"displayName\": \"Read it\", \"method\": \"GET\", \"urlTemplate\": \"/{id}\","
								+ " \"templateParameters\": [{\"name\": \"id\", \"type\": \"string\"}]}"))
			.isEqualTo(201);
		Map<ExportFormat, ExportResultFormat> formats = Map.of(ExportFormat.OPENAPI_LINK,
				ExportResultFormat.OPENAPI_LINK, ExportFormat.SWAGGER_LINK, ExportResultFormat.SWAGGER_LINK_JSON,
				ExportFormat.WADL_LINK, ExportResultFormat.WADL_LINK_JSON, ExportFormat.OPENAPI_JSON_LINK,
				ExportResultFormat.fromString("openapi+json-link"));
		for (Map.Entry<ExportFormat, ExportResultFormat> format : formats.entrySet()) {
			ApiExportResultInner result = client.getApiExports()
				.get(GROUP, SERVICE, "exported", format.getKey(), ExportApi.TRUE);
			assertThat(result.id()).endsWith("/service/apimService1/apis/exported");
			assertThat(result.exportResultFormat()).isEqualTo(format.getValue());
			HttpResponse<String> document = HttpClient.newHttpClient()
				.send(java.net.http.HttpRequest.newBuilder(URI.create(result.value().link())).build(),
						HttpResponse.BodyHandlers.ofString());
			assertThat(document.statusCode()).isEqualTo(200);
			assertThat(document.body()).contains("Exported", "Read it", "/{id}");
		}
		isRefused(400, "ValidationError",
				() -> client.getApiExports().get(GROUP, SERVICE, "exported", ExportFormat.WSDL_LINK, ExportApi.TRUE));
		isRefused(404, "ResourceNotFound",
				() -> client.getApiExports().get(GROUP, SERVICE, "nothing", ExportFormat.OPENAPI_LINK, ExportApi.TRUE));
	}

	@Test
	void aProductItsApisAndItsSubscriptionsShowTheirKeysOnlyWhenAsked() {
		client.getApis()
			.createOrUpdate(GROUP, SERVICE, "echo",
					new ApiCreateOrUpdateParameter().withDisplayName("Echo").withPath("echo"));
		client.getProducts()
			.createOrUpdate(GROUP, SERVICE, "p",
					new ProductContractInner().withDisplayName("P").withState(ProductState.PUBLISHED));
		client.getProducts()
			.update(GROUP, SERVICE, "p", "*", new ProductUpdateParameters().withDescription("a product"));
		client.getProductApis().createOrUpdate(GROUP, SERVICE, "p", "echo");
		client.getProductApis().checkEntityExists(GROUP, SERVICE, "p", "echo");
		assertThat(client.getProductApis().listByProduct(GROUP, SERVICE, "p").stream().map(ApiContractInner::name))
			.containsExactly("echo");
		SubscriptionContractInner subscription = client.getSubscriptions()
			.createOrUpdate(GROUP, SERVICE, "s",
					new SubscriptionCreateParameters().withDisplayName("S").withScope("/products/p"));
		assertThat(subscription.primaryKey()).isNull();
		String before = client.getSubscriptions().listSecrets(GROUP, SERVICE, "s").primaryKey();
		assertThat(before).hasSizeGreaterThanOrEqualTo(16);
		client.getSubscriptions().regeneratePrimaryKey(GROUP, SERVICE, "s");
		assertThat(client.getSubscriptions().listSecrets(GROUP, SERVICE, "s").primaryKey()).isNotEqualTo(before);
		client.getSubscriptions()
			.update(GROUP, SERVICE, "s", "*", new SubscriptionUpdateParameters().withSecondaryKey("0123456789abcdef"));
		assertThat(client.getSubscriptions().listSecrets(GROUP, SERVICE, "s").secondaryKey())
			.isEqualTo("0123456789abcdef");
		client.getSubscriptions().delete(GROUP, SERVICE, "s", "*");
		client.getProductApis().delete(GROUP, SERVICE, "p", "echo");
		client.getProducts().delete(GROUP, SERVICE, "p", "*");
		assertThat(client.getProducts().listByService(GROUP, SERVICE)).isEmpty();
	}

	@Test
	void aSecretNamedValueIsShownByListValueAlone() {
		client.getNamedValues()
			.createOrUpdate(GROUP, SERVICE, "nv",
					new NamedValueCreateContract().withDisplayName("nv-one")
						.withValue("canary-7f3a")
						.withSecret(true)
						.withTags(List.of("a")));
		assertThat(client.getNamedValues().get(GROUP, SERVICE, "nv").value()).isNull();
		assertThat(client.getNamedValues().listValue(GROUP, SERVICE, "nv").value()).isEqualTo("canary-7f3a");
		client.getNamedValues()
			.update(GROUP, SERVICE, "nv", "*", new NamedValueUpdateParameters().withTags(List.of("b")));
		assertThat(client.getNamedValues().get(GROUP, SERVICE, "nv").tags()).containsExactly("b");
		assertThat(client.getNamedValues().listValue(GROUP, SERVICE, "nv").value()).isEqualTo("canary-7f3a");
		client.getNamedValues().delete(GROUP, SERVICE, "nv", "*");
		isRefused(404, "ResourceNotFound", () -> client.getNamedValues().listValue(GROUP, SERVICE, "nv"));
	}

	@Test
	void aCertificateIsShownByItsThumbprintAndAWrongPasswordIsRefused() {
		String thumbprint = certificate("c");
		CertificateContractInner read = client.getCertificates().get(GROUP, SERVICE, "c");
		assertThat(read.thumbprint()).isEqualToIgnoringCase(thumbprint);
		assertThat(read.subject()).contains("CN=client.example");
		assertThat(read.expirationDate()).isNotNull();
		String data = Base64.getEncoder().encodeToString(identity().pfx("right"));
		isRefused(400, "ValidationError",
				() -> client.getCertificates()
					.createOrUpdate(GROUP, SERVICE, "d",
							new CertificateCreateOrUpdateParameters().withData(data).withPassword("wrong")));
		client.getCertificates().delete(GROUP, SERVICE, "c", "*");
		assertThat(client.getCertificates().listByService(GROUP, SERVICE)).isEmpty();
	}

	private static CertificateIdentity identity() {
		return CertificateIdentity.selfSigned(CertificateRequest.of("client.example"));
	}

	private static String certificate(String name) {
		CertificateIdentity identity = identity();
		client.getCertificates()
			.createOrUpdate(GROUP, SERVICE, name,
					new CertificateCreateOrUpdateParameters()
						.withData(Base64.getEncoder().encodeToString(identity.pfx("pw")))
						.withPassword("pw"));
		return identity.thumbprint();
	}

}
