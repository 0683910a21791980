package io.selvage.gateway.expression.collections;

import java.util.AbstractSet;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * A set whose elements are compared by a comparer.
 */
final class ComparerSet extends AbstractSet<@Nullable Object> {

	private final ComparerMap map;

	ComparerSet(Comparer comparer) {
		this.map = new ComparerMap(comparer);
	}

	Comparer comparer() {
		return this.map.comparer();
	}

	@Override
	public boolean add(@Nullable Object element) {
		boolean added = !this.map.containsKey(element);
		if (added) {
			this.map.put(element, true);
		}
		return added;
	}

	@Override
	public boolean contains(@Nullable Object element) {
		return this.map.containsKey(element);
	}

	@Override
	public boolean remove(@Nullable Object element) {
		return this.map.remove(element) != null;
	}

	@Override
	public Iterator<@Nullable Object> iterator() {
		return this.map.keySet().iterator();
	}

	@Override
	public int size() {
		return this.map.size();
	}

}
