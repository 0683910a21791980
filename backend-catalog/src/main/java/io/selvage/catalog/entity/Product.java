package io.selvage.catalog.entity;

import org.jspecify.annotations.Nullable;

/**
 * A set of APIs that is subscribed to as one.
 *
 * @param name the resource name
 * @param displayName the name for people
 * @param published whether its subscriptions may be used
 * @param subscriptionRequired whether calls need a subscription
 * @param approvalRequired whether subscriptions need an approval
 * @param subscriptionsLimit how many subscriptions a user may have, or null
 */
public record Product(String name, String displayName, boolean published, boolean subscriptionRequired,
		boolean approvalRequired, @Nullable Integer subscriptionsLimit) {
}
