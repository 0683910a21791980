package io.selvage.gateway.context;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The subscription whose key the caller presented ({@code context.Subscription}).
 *
 * @param id the resource name
 * @param name the display name
 * @param key the key that was presented
 * @param primaryKey the primary key
 * @param secondaryKey the secondary key
 * @param created when it was made
 * @param start when it becomes valid, or null
 * @param end when it ends, or null
 */
public record SubscriptionInfo(String id, String name, String key, String primaryKey, String secondaryKey,
		Instant created, @Nullable Instant start, @Nullable Instant end) {

	@Override
	public String toString() {
		return "SubscriptionInfo[" + this.id + "]";
	}

}
