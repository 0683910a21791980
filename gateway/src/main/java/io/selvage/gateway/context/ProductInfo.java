package io.selvage.gateway.context;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The product a request was made for ({@code context.Product}). Made once per catalog
 * change.
 *
 * @param id the resource name
 * @param name the display name
 * @param approvalRequired whether subscriptions need an approval
 * @param subscriptionRequired whether calls need a subscription
 * @param subscriptionLimit how many subscriptions a user may have, or null
 * @param published true for the state {@code published}
 * @param apiIds the APIs of the product
 */
public record ProductInfo(String id, String name, boolean approvalRequired, boolean subscriptionRequired,
		@Nullable Integer subscriptionLimit, boolean published, List<String> apiIds) {
}
