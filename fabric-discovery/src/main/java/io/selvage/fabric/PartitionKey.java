package io.selvage.fabric;

import org.jspecify.annotations.Nullable;

/**
 * A partition key, typed as the service's scheme demands ({@code PartitionKeyType} 1, 2
 * and 3 of ResolveService).
 */
public sealed interface PartitionKey {

	/** No key, for singleton services. */
	PartitionKey NONE = new None();

	/**
	 * The number that names the kind of key in a resolve call.
	 * @return 1, 2 or 3
	 */
	int type();

	/**
	 * The key as plain text.
	 * @return the text, or {@code null} for {@link #NONE}
	 */
	@Nullable String text();

	/** The absent key. */
	record None() implements PartitionKey {

		@Override
		public int type() {
			return 1;
		}

		@Override
		public @Nullable String text() {
			return null;
		}

	}

	/**
	 * A signed 64-bit key.
	 *
	 * @param value the number
	 */
	record Int64(long value) implements PartitionKey {

		@Override
		public int type() {
			return 2;
		}

		@Override
		public String text() {
			return Long.toString(this.value);
		}

	}

	/**
	 * The exact name of a partition.
	 *
	 * @param value the name
	 */
	record Named(String value) implements PartitionKey {

		@Override
		public int type() {
			return 3;
		}

		@Override
		public String text() {
			return this.value;
		}

	}

}
