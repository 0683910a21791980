package io.selvage.gateway.expression.collections;

import java.util.LinkedHashSet;
import java.util.Set;

import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * {@code HashSet<T>}.
 */
final class SetType implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder type = types.define("System.Collections.Generic.HashSet<T>", Set.class);
		SetRelations.register(type);
		type.implement("System.Collections.Generic.ISet<T>")
			.implement("System.Collections.Generic.IReadOnlyCollection<T>")
			.constructor("HashSet()", () -> new LinkedHashSet<>())
			.constructor("HashSet(IEqualityComparer<T> comparer)", (@Nullable Comparer comparer) -> make(comparer))
			.constructor("HashSet(IEnumerable<T> collection)", (@Nullable Object source) -> copy(source, null))
			.constructor("HashSet(IEnumerable<T> collection, IEqualityComparer<T> comparer)", SetType::copy)
			.intProperty("int Count", (Set<?> set) -> set.size())
			.method("bool Contains(T item)", (Set<?> set, @Nullable Object item) -> set.contains(item))
			.method("bool Remove(T item)", (Set<?> set, @Nullable Object item) -> set.remove(item))
			.action("void Clear()", (Set<?> set) -> set.clear())
			.constructor("HashSet(int capacity)", (Integer capacity) -> new LinkedHashSet<>())
			.constructor("HashSet(int capacity, IEqualityComparer<T> comparer)",
					(Integer capacity, @Nullable Comparer comparer) -> make(comparer))
			.action("void CopyTo(T[] array)", (Set<?> set, Object array) -> InterfaceTypes.copyTo(set, array, 0))
			.action("void CopyTo(T[] array, int arrayIndex)",
					(Set<?> set, Object array, Integer start) -> InterfaceTypes.copyTo(set, array, start))
			.call("void CopyTo(T[] array, int arrayIndex, int count)", (in) -> {
				InterfaceTypes.copyTo(in.argument(0), in.argument(1), in.<Integer>argument(2), in.<Integer>argument(3));
				return null;
			})
			.method("bool TryGetValue(T equalValue, out T actualValue)", SetType::tryGet)
			.action("void TrimExcess()", (Set<?> set) -> {
			})
			.method("int RemoveWhere(Predicate<T> match)",
					(Set<?> set, io.selvage.gateway.expression.types.Delegate match) -> {
						int before = set.size();
						set.removeIf((value) -> ListType.is(match, value));
						return before - set.size();
					});
	}

	private static boolean tryGet(Set<?> set, @Nullable Object equal, Out<@Nullable Object> actual) {
		Comparer comparer = (set instanceof ComparerSet compared) ? compared.comparer() : null;
		for (Object value : set) {
			if ((comparer != null) ? comparer.equal(value, equal) : Values.areEqual(value, equal)) {
				actual.set(value);
				return true;
			}
		}
		actual.set(null);
		return false;
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
