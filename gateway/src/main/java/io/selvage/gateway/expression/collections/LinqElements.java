package io.selvage.gateway.expression.collections;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * {@code First}, {@code Last} and {@code Single}, each also with a predicate and also
 * with a default.
 */
final class LinqElements {

	private LinqElements() {
	}

	static void register(TypeBuilder linq, String name, boolean last, boolean single) {
		String source = "<T>(this IEnumerable<T> source";
		String predicate = ", Func<T, bool> predicate)";
		linq.call("static T " + name + source + ")", (in) -> find(in, null, last, single, false))
			.call("static T " + name + source + predicate, (in) -> find(in, in.argument(1), last, single, false))
			.call("static T " + name + "OrDefault" + source + ")", (in) -> find(in, null, last, single, true))
			.call("static T " + name + "OrDefault" + source + predicate,
					(in) -> find(in, in.argument(1), last, single, true));
	}

	private static @Nullable Object find(Invocation in, @Nullable Delegate predicate, boolean last, boolean single,
			boolean orDefault) {
		Object found = null;
		boolean any = false;
		for (Object value : LinqSources.source(in, 0)) {
			if (predicate == null || LinqSources.holds(predicate, value)) {
				if (any && single) {
					throw ClrException.invalidOperation((predicate == null) ? "Sequence contains more than one element"
							: "Sequence contains more than one matching element");
				}
				found = value;
				any = true;
				if (!last && !single) {
					break;
				}
			}
		}
		if (any) {
			return found;
		}
		if (orDefault) {
			return LinqSources.defaultValue(in.typeArgument(0));
		}
		throw ClrException.invalidOperation(
				(predicate == null) ? "Sequence contains no elements" : "Sequence contains no matching element");
	}

}
