package io.selvage.gateway.expression.collections;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are compared by a comparer; the first spelling of a key stays.
 */
final class ComparerMap extends AbstractMap<@Nullable Object, @Nullable Object> {

	private final Comparer comparer;

	private final Map<@Nullable Object, Entry<@Nullable Object, @Nullable Object>> entries = new LinkedHashMap<>();

	ComparerMap(Comparer comparer) {
		this.comparer = comparer;
	}

	Comparer comparer() {
		return this.comparer;
	}

	@Override
	public @Nullable Object get(@Nullable Object key) {
		Entry<@Nullable Object, @Nullable Object> entry = this.entries.get(this.comparer.key(key));
		return (entry == null) ? null : entry.getValue();
	}

	@Override
	public boolean containsKey(@Nullable Object key) {
		return this.entries.containsKey(this.comparer.key(key));
	}

	@Override
	public @Nullable Object put(@Nullable Object key, @Nullable Object value) {
		Entry<@Nullable Object, @Nullable Object> entry = this.entries.get(this.comparer.key(key));
		if (entry != null) {
			return entry.setValue(value);
		}
		this.entries.put(this.comparer.key(key), new SimpleEntry<>(key, value));
		return null;
	}

	@Override
	public @Nullable Object remove(@Nullable Object key) {
		Entry<@Nullable Object, @Nullable Object> entry = this.entries.remove(this.comparer.key(key));
		return (entry == null) ? null : entry.getValue();
	}

	@Override
	public Set<Entry<@Nullable Object, @Nullable Object>> entrySet() {
		return new AbstractSet<>() {
			@Override
			public Iterator<Entry<@Nullable Object, @Nullable Object>> iterator() {
				return ComparerMap.this.entries.values().iterator();
			}

			@Override
			public int size() {
				return ComparerMap.this.entries.size();
			}
		};
	}

}
