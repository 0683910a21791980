package io.selvage.catalog.write;

import java.util.List;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.Subscription;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;

/**
 * Finds the subscriptions to a product.
 */
final class SubscriptionScopes {

	private SubscriptionScopes() {
	}

	static List<ResourceId> of(CatalogSnapshot snapshot, ResourceId product) {
		return snapshot.subscriptions()
			.stream()
			.filter((subscription) -> subscription.scope() instanceof Subscription.Scope.OfProduct scope
					&& scope.product().equalsIgnoreCase(product.name()))
			.map((subscription) -> ResourceId.of(ResourceType.SUBSCRIPTIONS, subscription.name()))
			.toList();
	}

}
