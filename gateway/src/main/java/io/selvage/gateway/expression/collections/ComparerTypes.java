package io.selvage.gateway.expression.collections;

import java.util.Comparator;

import io.selvage.gateway.expression.core.StringComparisons;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code StringComparer} and the interfaces it is passed as.
 */
final class ComparerTypes implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.defineInterface("System.Collections.Generic.IEqualityComparer<T>", Comparer.class);
		types.defineInterface("System.Collections.Generic.IComparer<T>", Comparator.class);
		TypeBuilder comparer = types.define("System.StringComparer", Comparer.class)
			.implement("System.Collections.Generic.IEqualityComparer<string>")
			.implement("System.Collections.Generic.IComparer<string>")
			.method("static StringComparer FromComparison(StringComparison comparisonType)",
					(EnumValue value) -> new Comparer(value))
			.method("int Compare(object x, object y)",
					(Comparer order, @Nullable Object a, @Nullable Object b) -> order.compare(a, b))
			.method("int GetHashCode(object obj)",
					(Comparer order, Object value) -> String.valueOf(order.key(value)).hashCode())
			.method("int Compare(string x, string y)",
					(Comparer order, @Nullable String a, @Nullable String b) -> order.compare(a, b))
			.method("bool Equals(string x, string y)",
					(Comparer order, @Nullable String a, @Nullable String b) -> order.equal(a, b))
			.method("int GetHashCode(string obj)",
					(Comparer order, String text) -> String.valueOf(order.key(text)).hashCode());
		StringComparisons.COMPARISON.members()
			.forEach((name, value) -> comparer.property("static StringComparer " + name, () -> new Comparer(value)));
	}

}
