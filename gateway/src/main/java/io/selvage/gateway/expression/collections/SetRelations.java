package io.selvage.gateway.expression.collections;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code ISet<T>}: what two sets have in common. The other collection is
 * seen through the comparer of this one.
 */
final class SetRelations {

	private SetRelations() {
	}

	static void register(TypeBuilder set) {
		set.method("bool Add(T item)", (Set<@Nullable Object> self, @Nullable Object item) -> self.add(item))
			.action("void UnionWith(IEnumerable<T> other)",
					(Set<@Nullable Object> self, @Nullable Object other) -> self.addAll(values(other)))
			.action("void ExceptWith(IEnumerable<T> other)",
					(Set<?> self, @Nullable Object other) -> values(other).forEach(self::remove))
			.action("void IntersectWith(IEnumerable<T> other)",
					(Set<?> self, @Nullable Object other) -> self.retainAll(like(self, other)))
			.action("void SymmetricExceptWith(IEnumerable<T> other)", SetRelations::exclusive)
			.method("bool IsSubsetOf(IEnumerable<T> other)",
					(Set<?> self, @Nullable Object other) -> like(self, other).containsAll(self))
			.method("bool IsSupersetOf(IEnumerable<T> other)",
					(Set<?> self, @Nullable Object other) -> self.containsAll(values(other)))
			.method("bool IsProperSubsetOf(IEnumerable<T> other)",
					(Set<?> self, @Nullable Object other) -> like(self, other).size() > self.size()
							&& like(self, other).containsAll(self))
			.method("bool IsProperSupersetOf(IEnumerable<T> other)",
					(Set<?> self, @Nullable Object other) -> like(self, other).size() < self.size()
							&& self.containsAll(values(other)))
			.method("bool Overlaps(IEnumerable<T> other)",
					(Set<?> self, @Nullable Object other) -> values(other).stream().anyMatch(self::contains))
			.method("bool SetEquals(IEnumerable<T> other)",
					(Set<?> self, @Nullable Object other) -> like(self, other).size() == self.size()
							&& self.containsAll(values(other)));
	}

	private static List<@Nullable Object> values(@Nullable Object other) {
		List<@Nullable Object> values = new ArrayList<>();
		Sequences.of(other).forEach(values::add);
		return values;
	}

	private static Set<@Nullable Object> like(Set<?> self, @Nullable Object other) {
		return SetType.copy(values(other), (self instanceof ComparerSet compared) ? compared.comparer() : null);
	}

	private static void exclusive(Set<@Nullable Object> self, @Nullable Object other) {
		for (Object value : like(self, other)) {
			if (!self.remove(value)) {
				self.add(value);
			}
		}
	}

}
