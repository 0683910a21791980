package io.selvage.gateway.expression.context;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.ProductInfo;
import io.selvage.gateway.context.SubscriptionInfo;
import io.selvage.gateway.context.UserInfo;
import io.selvage.gateway.expression.crypto.Certificate;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What a request belongs to: API, operation, product, subscription, user, deployment.
 */
final class EntityTypes implements TypeModule {

	private static final EnumDefinition PRODUCT_STATE = EnumDefinition.of("ProductState", "NotPublished, Published");

	@Override
	public void register(TypeRegistry types) {
		types.defineInterface("IApi", ApiInfo.class)
			.property("string Id", ApiInfo::id)
			.property("string Name", ApiInfo::name)
			.property("string Path", ApiInfo::path)
			.property("string Revision", ApiInfo::revision)
			.property("string Version", ApiInfo::version)
			.property("bool IsCurrentRevision", ApiInfo::isCurrentRevision)
			.property("IUrl ServiceUrl", ApiInfo::serviceUrl)
			.property("IEnumerable<string> Protocols", ApiInfo::protocols)
			.property("ISubscriptionKeyParameterNames SubscriptionKeyParameterNames", (ApiInfo api) -> api);
		types.defineInterface("ISubscriptionKeyParameterNames", ApiInfo.class)
			.property("string Header", ApiInfo::subscriptionKeyHeader)
			.property("string Query", ApiInfo::subscriptionKeyQuery);
		types.defineInterface("IOperation", OperationInfo.class)
			.property("string Id", OperationInfo::id)
			.property("string Method", OperationInfo::method)
			.property("string Name", OperationInfo::name)
			.property("string UrlTemplate", OperationInfo::urlTemplate);
		types.enumeration(PRODUCT_STATE);
		types.defineInterface("IProduct", ProductInfo.class)
			.property("string Id", ProductInfo::id)
			.property("string Name", ProductInfo::name)
			.property("IEnumerable<IProductApi> Apis",
					(ProductInfo product) -> product.apiIds().stream().map(ApiReference::new).toList())
			.property("IEnumerable<IGroup> Groups", (ProductInfo product) -> List.of())
			.property("bool ApprovalRequired", ProductInfo::approvalRequired)
			.property("bool SubscriptionRequired", ProductInfo::subscriptionRequired)
			.property("int? SubscriptionLimit", ProductInfo::subscriptionLimit)
			.property("ProductState State", (ProductInfo product) -> PRODUCT_STATE.value(product.published() ? 1 : 0));
		types.defineInterface("IProductApi", ApiReference.class)
			.property("string Id", ApiReference::id)
			.property("string Name", ApiReference::id);
		callers(types);
		types.defineInterface("IDeployment", DeploymentInfo.class)
			.property("string ServiceName", DeploymentInfo::serviceName)
			.property("string ServiceId", DeploymentInfo::serviceName)
			.property("string Region", DeploymentInfo::region)
			.property("string GatewayId", DeploymentInfo::gatewayId)
			.property("IReadOnlyDictionary<string, X509Certificate2> Certificates", EntityTypes::certificates)
			.property("IGateway Gateway", (DeploymentInfo deployment) -> deployment);
		types.defineInterface("IGateway", DeploymentInfo.class)
			.property("string Id", DeploymentInfo::gatewayId)
			.property("string InstanceId", DeploymentInfo::instanceId)
			.property("bool IsManaged", DeploymentInfo::isManaged);
	}

	/** An API that belongs to a product. */
	private record ApiReference(String id) {
	}

	private static void callers(TypeRegistry types) {
		types.defineInterface("ISubscription", SubscriptionInfo.class)
			.property("string Id", SubscriptionInfo::id)
			.property("string Name", SubscriptionInfo::name)
			.property("string Key", SubscriptionInfo::key)
			.property("string PrimaryKey", SubscriptionInfo::primaryKey)
			.property("string SecondaryKey", SubscriptionInfo::secondaryKey)
			.property("DateTime CreatedDate", (SubscriptionInfo subscription) -> date(subscription.created()))
			.property("DateTime? StartDate", (SubscriptionInfo subscription) -> date(subscription.start()))
			.property("DateTime? EndDate", (SubscriptionInfo subscription) -> date(subscription.end()));
		types.defineInterface("IUser", UserInfo.class)
			.property("string Id", UserInfo::id)
			.property("string Email", UserInfo::email)
			.property("string FirstName", UserInfo::firstName)
			.property("string LastName", UserInfo::lastName)
			.property("string Note", UserInfo::note)
			.property("DateTime RegistrationDate", (UserInfo user) -> date(user.registrationDate()))
			.property("IEnumerable<IGroup> Groups", UserInfo::groups)
			.property("IEnumerable<IUserIdentity> Identities", (UserInfo user) -> List.of());
		types.defineInterface("IGroup", UserInfo.Group.class)
			.property("string Id", UserInfo.Group::id)
			.property("string Name", UserInfo.Group::name);
		types.defineInterface("IUserIdentity", UserIdentity.class)
			.property("string Id", UserIdentity::id)
			.property("string Provider", UserIdentity::provider);
	}

	/** An account of a user with an identity provider. */
	private record UserIdentity(String id, String provider) {
	}

	private static Map<String, Certificate> certificates(DeploymentInfo deployment) {
		Map<String, Certificate> certificates = new LinkedHashMap<>();
		deployment.certificates()
			.forEach((name, entry) -> certificates.put(name,
					new Certificate((X509Certificate) entry.getCertificate(), entry.getPrivateKey())));
		return certificates;
	}

	private static @Nullable DateTime date(@Nullable Instant instant) {
		return (instant == null) ? null : DateTime.of(instant);
	}

}
