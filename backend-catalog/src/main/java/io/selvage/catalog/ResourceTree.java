package io.selvage.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a snapshot, grouped by collection (the operations of one API, the backends
 * of the service). A change copies only the collections it touches and the map of
 * collections; every other row is shared between snapshots.
 */
final class ResourceTree {

	static final ResourceTree EMPTY = new ResourceTree(Map.of());

	private final Map<Key, NavigableMap<String, Row>> collections;

	private ResourceTree(Map<Key, NavigableMap<String, Row>> collections) {
		this.collections = collections;
	}

	@Nullable Row row(ResourceId id) {
		return collection(id.type(), id.parent()).get(id.name());
	}

	/** The rows of a collection by name, without regard to case. */
	NavigableMap<String, Row> collection(ResourceType type, @Nullable ResourceId parent) {
		NavigableMap<String, Row> rows = this.collections.get(new Key(type, parent));
		return (rows != null) ? rows : Collections.emptyNavigableMap();
	}

	/** Calls back for each row, in no particular order of collections. */
	void forEach(Consumer<Row> consumer) {
		this.collections.values().forEach((rows) -> rows.values().forEach(consumer));
	}

	/** Calls back for each row below a resource, at any depth. */
	void forEachBelow(ResourceId id, Consumer<Row> consumer) {
		for (ResourceType type : id.type().children()) {
			Collection<Row> rows = collection(type, id).values();
			rows.forEach((row) -> {
				consumer.accept(row);
				forEachBelow(row.resource().id(), consumer);
			});
		}
	}

	/**
	 * Finds what differs from another tree. Collections the two share are not looked
	 * into.
	 */
	void forEachDifference(ResourceTree before, BiConsumer<ResourceId, @Nullable Row> consumer) {
		if (this == before) {
			return;
		}
		this.collections.forEach((key, rows) -> {
			NavigableMap<String, Row> old = before.collections.get(key);
			if (old != rows) {
				rows.values().forEach((row) -> {
					Row known = (old != null) ? old.get(row.resource().name()) : null;
					if (known == null || known.content() != row.content()) {
						consumer.accept(row.resource().id(), row);
					}
				});
			}
		});
		before.collections.forEach((key, rows) -> {
			NavigableMap<String, Row> now = this.collections.get(key);
			if (now != rows) {
				rows.values()
					.stream()
					.filter((row) -> now == null || !now.containsKey(row.resource().name()))
					.forEach((row) -> consumer.accept(row.resource().id(), null));
			}
		});
	}

	Editor edit() {
		return new Editor(this);
	}

	/**
	 * A collection.
	 *
	 * @param type the type of its resources
	 * @param parent the resource they lie below, or null
	 */
	private record Key(ResourceType type, @Nullable ResourceId parent) {
	}

	/**
	 * Makes the next tree.
	 */
	static final class Editor {

		private final Map<Key, NavigableMap<String, Row>> collections;

		private final Set<Key> copied = new HashSet<>();

		private Editor(ResourceTree tree) {
			this.collections = new HashMap<>(tree.collections);
		}

		void set(ResourceId id, @Nullable Row row) {
			Key key = new Key(id.type(), id.parent());
			NavigableMap<String, Row> rows = this.collections.get(key);
			if (this.copied.add(key)) {
				rows = (rows != null) ? new TreeMap<>(rows) : new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
				this.collections.put(key, rows);
			}
			if (rows == null) {
				rows = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
				this.collections.put(key, rows);
			}
			rows.remove(id.name());
			if (row != null) {
				rows.put(id.name(), row);
			}
			else if (rows.isEmpty()) {
				this.collections.remove(key);
			}
		}

		@Nullable Row row(ResourceId id) {
			NavigableMap<String, Row> rows = this.collections.get(new Key(id.type(), id.parent()));
			return (rows != null) ? rows.get(id.name()) : null;
		}

		ResourceTree build() {
			return new ResourceTree(this.collections);
		}

	}

}
