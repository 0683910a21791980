package io.selvage.gateway.access;

import java.util.HashMap;
import java.util.Map;

import io.selvage.catalog.entity.Subscription;
import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Finds subscriptions by their keys. Immutable.
 */
public final class SubscriptionKeys {

	/** No subscriptions. */
	public static final SubscriptionKeys NONE = new SubscriptionKeys(Map.of());

	private final Map<String, Subscription> byKey;

	private SubscriptionKeys(Map<String, Subscription> byKey) {
		this.byKey = byKey;
	}

	/**
	 * Collects the keys of subscriptions.
	 * @param subscriptions the subscriptions
	 * @return their keys
	 */
	public static SubscriptionKeys of(Iterable<Subscription> subscriptions) {
		Map<String, Subscription> byKey = new HashMap<>();
		subscriptions.forEach((subscription) -> {
			put(byKey, subscription.keys().primary(), subscription);
			put(byKey, subscription.keys().secondary(), subscription);
		});
		return new SubscriptionKeys(byKey);
	}

	private static void put(Map<String, Subscription> byKey, @Nullable Secret key, Subscription subscription) {
		if (key != null && !key.reveal().isEmpty()) {
			byKey.putIfAbsent(key.reveal(), subscription);
		}
	}

	@Nullable Subscription find(String key) {
		return this.byKey.get(key);
	}

}
