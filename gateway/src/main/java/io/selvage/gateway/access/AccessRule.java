package io.selvage.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.selvage.catalog.entity.Subscription;
import io.selvage.catalog.resource.Secret;
import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.ProductInfo;
import io.selvage.gateway.context.SubscriptionInfo;
import io.selvage.gateway.context.UserInfo;
import io.selvage.gateway.policy.PolicyException;
import org.jspecify.annotations.Nullable;

/**
 * Whether and in whose context an API may be called. An active subscription at a fitting
 * scope opens, and decides the context. Otherwise an API that asks for no subscription is
 * open, whatever key is presented; one that does is open to those without a key, or with
 * one nobody knows, if a product that asks for no subscription contains it, and runs in
 * the context of that product. Whether a product is published makes no difference here.
 * Source: the page "Subscriptions" of Azure API Management, its rules and its table.
 *
 * @param api the API
 * @param required whether it asks for a subscription
 * @param products the products it belongs to
 */
public record AccessRule(ApiInfo api, boolean required, List<ProductInfo> products) {

	private static final String SOURCE = "authorization";

	/**
	 * Decides about a request.
	 * @param request the request
	 * @param keys the keys that are known
	 * @return in whose context it runs
	 * @throws PolicyException with status 401 if it is refused
	 */
	public Admission admit(GatewayRequest request, SubscriptionKeys keys) {
		String key = key(request);
		if (key == null || key.isEmpty()) {
			return withoutKey();
		}
		Subscription subscription = keys.find(key);
		boolean active = subscription != null && subscription.status().isActiveAt(Instant.now());
		Admission admission = (active && subscription != null) ? withSubscription(subscription, key) : null;
		if (admission != null) {
			return admission;
		}
		if (!this.required || (!active && openProduct() != null)) {
			return withoutKey();
		}
		throw refusal("SubscriptionKeyInvalid", "Access denied due to invalid subscription key. "
				+ "Make sure to provide a valid key for an active subscription.");
	}

	private @Nullable String key(GatewayRequest request) {
		String header = request.headers().first(this.api.subscriptionKeyHeader());
		if (header != null || request.originalUrl().rawQuery() == null) {
			return header;
		}
		for (Map.Entry<String, List<String>> parameter : request.originalUrl().query().entrySet()) {
			if (parameter.getKey().equalsIgnoreCase(this.api.subscriptionKeyQuery())) {
				return parameter.getValue().get(0);
			}
		}
		return null;
	}

	private Admission withoutKey() {
		ProductInfo open = openProduct();
		if (open == null && this.required) {
			throw refusal("SubscriptionKeyNotFound", "Access denied due to missing subscription key. "
					+ "Make sure to include subscription key when making requests to an API.");
		}
		return new Admission(open, null, null, false);
	}

	private @Nullable ProductInfo openProduct() {
		for (ProductInfo product : this.products) {
			if (!product.subscriptionRequired()) {
				return product;
			}
		}
		return null;
	}

	private @Nullable Admission withSubscription(Subscription subscription, String key) {
		Subscription.Scope scope = subscription.scope();
		if (scope instanceof Subscription.Scope.AllApis) {
			return admission(null, subscription, key);
		}
		if (scope instanceof Subscription.Scope.OfApi one) {
			return one.api().equalsIgnoreCase(this.api.id()) ? admission(null, subscription, key) : null;
		}
		String productId = ((Subscription.Scope.OfProduct) scope).product();
		for (ProductInfo product : this.products) {
			if (product.id().equalsIgnoreCase(productId)) {
				return admission(product, subscription, key);
			}
		}
		return null;
	}

	private static Admission admission(@Nullable ProductInfo product, Subscription subscription, String key) {
		String owner = subscription.owner();
		return new Admission(product, info(subscription, key), (owner != null) ? user(owner) : null,
				subscription.allowTracing());
	}

	/** Users are kept elsewhere; their id is what is known of them here. */
	private static UserInfo user(String id) {
		return new UserInfo(id, "", "", "", null, Instant.EPOCH, List.of());
	}

	private static SubscriptionInfo info(Subscription subscription, String key) {
		Subscription.Status status = subscription.status();
		return new SubscriptionInfo(subscription.name(), subscription.displayName(), key,
				text(subscription.keys().primary()), text(subscription.keys().secondary()),
				Objects.requireNonNullElse(status.created(), Instant.EPOCH), status.start(), status.end());
	}

	private static String text(@Nullable Secret secret) {
		return (secret != null) ? secret.reveal() : "";
	}

	private static PolicyException refusal(String reason, String message) {
		return new PolicyException(new LastError(SOURCE, reason, message, null, "inbound", null, null), 401, null);
	}

	/**
	 * In whose context a request runs.
	 *
	 * @param product the product, or null
	 * @param subscription the subscription, or null
	 * @param user whose subscription it is, or null
	 * @param mayTrace whether the subscription allows traces
	 */
	public record Admission(@Nullable ProductInfo product, @Nullable SubscriptionInfo subscription,
			@Nullable UserInfo user, boolean mayTrace) {
	}

}
