package io.selvage.gateway.expression.collections;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code HashSet<T>}.
 */
final class SetType implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.define("System.Collections.Generic.HashSet<T>", Set.class)
			.implement("System.Collections.Generic.ISet<T>")
			.implement("System.Collections.Generic.IReadOnlyCollection<T>")
			.constructor("HashSet()", () -> new LinkedHashSet<>())
			.constructor("HashSet(IEqualityComparer<T> comparer)", (@Nullable Comparer comparer) -> make(comparer))
			.constructor("HashSet(IEnumerable<T> collection)", (@Nullable Object source) -> copy(source, null))
			.constructor("HashSet(IEnumerable<T> collection, IEqualityComparer<T> comparer)", SetType::copy)
			.intProperty("int Count", (Set<?> set) -> set.size())
			.method("bool Add(T item)", (Set<@Nullable Object> set, @Nullable Object item) -> set.add(item))
			.method("bool Contains(T item)", (Set<?> set, @Nullable Object item) -> set.contains(item))
			.method("bool Remove(T item)", (Set<?> set, @Nullable Object item) -> set.remove(item))
			.action("void Clear()", (Set<?> set) -> set.clear())
			.action("void UnionWith(IEnumerable<T> other)",
					(Set<@Nullable Object> set, @Nullable Object other) -> Sequences.of(other).forEach(set::add))
			.action("void ExceptWith(IEnumerable<T> other)",
					(Set<@Nullable Object> set, @Nullable Object other) -> Sequences.of(other).forEach(set::remove))
			.action("void IntersectWith(IEnumerable<T> other)",
					(Set<@Nullable Object> set, @Nullable Object other) -> set.retainAll(ListType.copy(other)))
			.method("bool IsSubsetOf(IEnumerable<T> other)",
					(Set<?> set, @Nullable Object other) -> ListType.copy(other).containsAll(set))
			.method("bool IsSupersetOf(IEnumerable<T> other)",
					(Set<?> set, @Nullable Object other) -> set.containsAll(ListType.copy(other)))
			.method("bool Overlaps(IEnumerable<T> other)",
					(Set<?> set, @Nullable Object other) -> !Collections.disjoint(set, ListType.copy(other)))
			.method("bool SetEquals(IEnumerable<T> other)",
					(Set<?> set, @Nullable Object other) -> set.equals(copy(other, null)))
			.method("int RemoveWhere(Predicate<T> match)",
					(Set<?> set, io.selvage.gateway.expression.types.Delegate match) -> {
						int before = set.size();
						set.removeIf((value) -> ListType.is(match, value));
						return before - set.size();
					});
	}

	static Set<@Nullable Object> make(@Nullable Comparer comparer) {
		if (comparer == null || comparer.isDefault()) {
			return new LinkedHashSet<>();
		}
		return new ComparerSet(comparer);
	}

	static Set<@Nullable Object> copy(@Nullable Object source, @Nullable Comparer comparer) {
		Set<@Nullable Object> set = make(comparer);
		Sequences.of(source).forEach(set::add);
		return set;
	}

}
