package io.selvage.catalog.entity;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.selvage.catalog.resource.Resource;

/**
 * Decodes who may call what: products and subscriptions.
 */
final class AccessDecoder {

	private AccessDecoder() {
	}

	static Product product(Resource resource) {
		Node node = Node.of(resource);
		return new Product(resource.name(), node.text("displayName", resource.name()),
				"published".equals(node.text("state")), node.flag("subscriptionRequired", true),
				node.flag("approvalRequired", false), node.integer("subscriptionsLimit"));
	}

	static Subscription subscription(Resource resource) {
		Node node = Node.of(resource);
		return new Subscription(resource.name(), node.text("displayName", resource.name()),
				scope(node.text("scope", "/apis")),
				new Subscription.Keys(node.secret("primaryKey"), node.secret("secondaryKey")),
				new Subscription.Status(Subscription.State.of(node.text("state", "active")),
						node.instant("createdDate"), node.instant("startDate"), node.instant("expirationDate")),
				owner(node.text("ownerId")), node.flag("allowTracing", false));
	}

	private static @Nullable String owner(@Nullable String id) {
		return (id == null || id.isBlank()) ? null : id.substring(id.lastIndexOf('/') + 1);
	}

	private static Subscription.Scope scope(String text) {
		String[] segments = text.split("/");
		int last = segments.length - 1;
		if (last < 0) {
			return new Subscription.Scope.AllApis();
		}
		String lastSegment = segments[last].toLowerCase(Locale.ROOT);
		if (lastSegment.equals("apis") || last == 0) {
			return new Subscription.Scope.AllApis();
		}
		return switch (segments[last - 1].toLowerCase(Locale.ROOT)) {
			case "products" -> new Subscription.Scope.OfProduct(segments[last]);
			// A revision is no scope of its own: the key opens the API.
			case "apis" -> new Subscription.Scope.OfApi(Api.Revision.rootOf(segments[last]));
			// The scope of a whole service, as older api-versions write it.
			default -> new Subscription.Scope.AllApis();
		};
	}

}
