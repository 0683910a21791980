package io.selvage.catalog;

import java.util.List;

import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.Product;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;

/**
 * An API is in at most one product that needs no subscription: requests without a key run
 * in its context, and nothing else would say which one is meant (page "Subscriptions" of
 * API Management).
 */
final class OpenProductRule implements ContractRule {

	@Override
	public void check(Judgement judgement) {
		for (ResourceId id : judgement.difference().changed()) {
			ResourceId product = (id.type() == ResourceType.PRODUCTS) ? id : id.parent();
			if (product != null && product.type() == ResourceType.PRODUCTS) {
				Product entity = judgement.snapshot().entity(product, Product.class);
				if (entity != null && !entity.subscriptionRequired()) {
					check(judgement, id, entity);
				}
			}
		}
	}

	private static void check(Judgement judgement, ResourceId id, Product product) {
		for (String api : judgement.snapshot().apisOf(product.name())) {
			String root = Api.Revision.rootOf(api);
			boolean meant = id.type() == ResourceType.PRODUCTS || root.equalsIgnoreCase(Api.Revision.rootOf(id.name()));
			for (Product other : meant ? judgement.snapshot().productsOf(root) : List.<Product>of()) {
				if (!other.subscriptionRequired() && !other.name().equalsIgnoreCase(product.name())) {
					judgement.error(id, "subscriptionRequired",
							"The API '" + root + "' is in the product '" + other.name()
									+ "', which needs no subscription either: an API can be in one such product.");
				}
			}
		}
	}

}
