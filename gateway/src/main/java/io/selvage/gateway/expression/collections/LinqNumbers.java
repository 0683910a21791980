package io.selvage.gateway.expression.collections;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.arithmetic.Arithmetic;
import io.selvage.gateway.expression.arithmetic.NumericConversion;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.core.Ordering;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The operators of LINQ that make one value of many: sums, extremes, averages,
 * {@code Aggregate}.
 */
final class LinqNumbers implements TypeModule {

	private static final Map<String, NumericType> TYPES = Map.of("int", NumericType.INT, "long", NumericType.LONG,
			"float", NumericType.FLOAT, "double", NumericType.DOUBLE, "decimal", NumericType.DECIMAL);

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder linq = types.defineStatic("System.Linq.Enumerable");
		TYPES.forEach((name, type) -> {
			sums(linq, name, type, "");
			sums(linq, name, type, "?");
		});
		linq.call("static T Max<T>(this IEnumerable<T> source)", (in) -> extreme(in, 1, null))
			.call("static T Min<T>(this IEnumerable<T> source)", (in) -> extreme(in, -1, null))
			.call("static R Max<T, R>(this IEnumerable<T> source, Func<T, R> selector)",
					(in) -> extreme(in, 1, in.argument(1)))
			.call("static R Min<T, R>(this IEnumerable<T> source, Func<T, R> selector)",
					(in) -> extreme(in, -1, in.argument(1)))
			.call("static T Aggregate<T>(this IEnumerable<T> source, Func<T, T, T> func)", LinqNumbers::aggregate)
			.call("static A Aggregate<T, A>(this IEnumerable<T> source, A seed, Func<A, T, A> func)",
					(in) -> fold(in, in.argument(2)))
			.call("static R Aggregate<T, A, R>(this IEnumerable<T> source, A seed, Func<A, T, A> func, Func<A, R> resultSelector)",
					(in) -> in.<Delegate>argument(3).invoke(fold(in, in.argument(2))));
	}

	private static void sums(TypeBuilder linq, String name, NumericType type, String nullable) {
		String element = name + nullable;
		boolean mayBeNull = !nullable.isEmpty();
		String average = (type == NumericType.INT || type == NumericType.LONG) ? "double" : name;
		linq.call("static " + element + " Sum(this IEnumerable<" + element + "> source)",
				(in) -> sum(values(in, null), type))
			.call("static " + element + " Sum<T>(this IEnumerable<T> source, Func<T, " + element + "> selector)",
					(in) -> sum(values(in, in.argument(1)), type))
			.call("static " + average + nullable + " Average(this IEnumerable<" + element + "> source)",
					(in) -> average(values(in, null), type, mayBeNull))
			.call("static " + average + nullable + " Average<T>(this IEnumerable<T> source, Func<T, " + element
					+ "> selector)", (in) -> average(values(in, in.argument(1)), type, mayBeNull));
	}

	private static List<Object> values(Invocation in, @Nullable Delegate selector) {
		List<Object> values = new ArrayList<>();
		for (Object value : LinqSources.source(in, 0)) {
			Object selected = (selector == null) ? value : selector.invoke(value);
			if (selected != null) {
				values.add(selected);
			}
		}
		return values;
	}

	private static Object sum(List<Object> values, NumericType type) {
		Object sum = NumericConversion.convert(0, type, false);
		for (Object value : values) {
			sum = Arithmetic.compute(Operator.ADD, type, sum, value, true);
		}
		return sum;
	}

	private static @Nullable Object average(List<Object> values, NumericType type, boolean mayBeNull) {
		if (values.isEmpty()) {
			if (mayBeNull) {
				return null;
			}
			throw ClrException.invalidOperation("Sequence contains no elements");
		}
		NumericType wide = (type == NumericType.INT) ? NumericType.LONG
				: (type == NumericType.FLOAT) ? NumericType.DOUBLE : type;
		List<Object> widened = new ArrayList<>();
		values.forEach((value) -> widened.add(NumericConversion.convert(value, wide, false)));
		Object sum = sum(widened, wide);
		if (type == NumericType.DECIMAL) {
			return Arithmetic.compute(Operator.DIVIDE, type, sum, BigDecimal.valueOf(values.size()), true);
		}
		double average = NumericConversion.toDouble(sum) / values.size();
		return (type == NumericType.FLOAT) ? (Object) (float) average : (Object) average;
	}

	private static @Nullable Object extreme(Invocation in, int sign, @Nullable Delegate selector) {
		ClrType type = in.typeArgument(in.typeArguments().size() - 1);
		Object best = null;
		boolean any = false;
		for (Object value : LinqSources.source(in, 0)) {
			Object candidate = (selector == null) ? value : selector.invoke(value);
			if (candidate != null && (best == null || Ordering.natural().compare(candidate, best) * sign > 0)) {
				best = candidate;
			}
			any = true;
		}
		if (!any && type.isValueType() && !type.isNullableValue()) {
			throw ClrException.invalidOperation("Sequence contains no elements");
		}
		return best;
	}

	private static @Nullable Object aggregate(Invocation in) {
		Delegate function = in.argument(1);
		Object result = null;
		boolean any = false;
		for (Object value : LinqSources.source(in, 0)) {
			result = any ? function.invoke(result, value) : value;
			any = true;
		}
		if (!any) {
			throw ClrException.invalidOperation("Sequence contains no elements");
		}
		return result;
	}

	private static @Nullable Object fold(Invocation in, Delegate function) {
		Object result = in.arguments()[1];
		for (Object value : LinqSources.source(in, 0)) {
			result = function.invoke(result, value);
		}
		return result;
	}

}
