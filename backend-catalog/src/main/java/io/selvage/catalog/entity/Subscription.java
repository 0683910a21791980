package io.selvage.catalog.entity;

import java.time.Instant;
import java.util.Locale;

import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The right to call APIs with a key.
 *
 * @param name the resource name
 * @param displayName the name for people
 * @param scope what may be called
 * @param keys the keys
 * @param status whether it is in force
 * @param owner the resource name of the user it belongs to, or null
 * @param allowTracing whether its owner may ask for traces
 */
public record Subscription(String name, String displayName, Scope scope, Keys keys, Status status,
		@Nullable String owner, boolean allowTracing) {

	/**
	 * What may be called.
	 */
	public sealed interface Scope {

		/**
		 * Every API.
		 */
		record AllApis() implements Scope {
		}

		/**
		 * The APIs of a product.
		 *
		 * @param product the resource name
		 */
		record OfProduct(String product) implements Scope {
		}

		/**
		 * One API.
		 *
		 * @param api the resource name
		 */
		record OfApi(String api) implements Scope {
		}

	}

	/**
	 * The two keys; either opens.
	 *
	 * @param primary the first key; null if unknown
	 * @param secondary the second key; null if unknown
	 */
	public record Keys(@Nullable Secret primary, @Nullable Secret secondary) {
	}

	/**
	 * Whether a subscription is in force.
	 *
	 * @param state its state
	 * @param created when it was made, or null
	 * @param start when it begins, or null
	 * @param end when it ends, or null
	 */
	public record Status(State state, @Nullable Instant created, @Nullable Instant start, @Nullable Instant end) {

		/**
		 * Whether calls are allowed at a time.
		 * @param now the time
		 * @return true if the subscription is active and neither early nor over
		 */
		public boolean isActiveAt(Instant now) {
			return this.state == State.ACTIVE && (this.start == null || !now.isBefore(this.start))
					&& (this.end == null || now.isBefore(this.end));
		}

	}

	/**
	 * The state of a subscription.
	 */
	public enum State {

		/** Stopped by an administrator. */
		SUSPENDED,
		/** In force. */
		ACTIVE,
		/** Past its end. */
		EXPIRED,
		/** Waiting for approval. */
		SUBMITTED,
		/** Not approved. */
		REJECTED,
		/** Ended by its owner or an administrator. */
		CANCELLED;

		/**
		 * The state of a word of the contract.
		 * @param word for example {@code active}
		 * @return the state
		 */
		public static State of(String word) {
			return valueOf(word.toUpperCase(Locale.ROOT));
		}

	}

}
