package io.selvage.gateway.expression.types;

import java.lang.reflect.Array;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * Iterates over whatever a value of type {@code IEnumerable<T>} is in Java.
 */
public final class Sequences {

	private Sequences() {
	}

	/**
	 * Returns a view of the elements.
	 * @param value an Iterable, Map (yields {@link KeyValuePair}), String (yields
	 * Character) or array
	 * @return the elements, boxed
	 * @throws ClrException ArgumentNullException if the value is null
	 */
	@SuppressWarnings("unchecked")
	public static Iterable<@Nullable Object> of(@Nullable Object value) {
		if (value == null) {
			throw ClrException.argumentNull("source");
		}
		if (value instanceof Iterable<?> iterable) {
			return (Iterable<@Nullable Object>) iterable;
		}
		if (value instanceof Map<?, ?> map) {
			return () -> entries(map.entrySet().iterator());
		}
		if (value instanceof String text) {
			return () -> new Indexed(text.length()) {
				@Override
				Object get(int index) {
					return text.charAt(index);
				}
			};
		}
		if (value.getClass().isArray()) {
			return () -> new Indexed(Array.getLength(value)) {
				@Override
				@Nullable Object get(int index) {
					return Array.get(value, index);
				}
			};
		}
		throw ClrException.invalidCast("Unable to cast the object to an enumerable type.");
	}

	private static <K, V> Iterator<@Nullable Object> entries(Iterator<Map.Entry<K, V>> entries) {
		return new Iterator<>() {
			@Override
			public boolean hasNext() {
				return entries.hasNext();
			}

			@Override
			public Object next() {
				Map.Entry<K, V> entry = entries.next();
				return new KeyValuePair(entry.getKey(), entry.getValue());
			}
		};
	}

	private abstract static class Indexed implements Iterator<@Nullable Object> {

		private final int length;

		private int next;

		Indexed(int length) {
			this.length = length;
		}

		abstract @Nullable Object get(int index);

		@Override
		public boolean hasNext() {
			return this.next < this.length;
		}

		@Override
		public @Nullable Object next() {
			if (this.next >= this.length) {
				throw new NoSuchElementException();
			}
			return get(this.next++);
		}

	}

}
