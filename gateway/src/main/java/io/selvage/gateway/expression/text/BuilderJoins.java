package io.selvage.gateway.expression.text;

import java.util.Arrays;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeBuilder;

/**
 * {@code StringBuilder.AppendJoin} and the constructors that take a part of a text.
 */
final class BuilderJoins {

	private BuilderJoins() {
	}

	static void register(TypeBuilder type) {
		for (String separator : new String[] { "string", "char" }) {
			type.call("StringBuilder AppendJoin(" + separator + " separator, params object[] values)",
					BuilderJoins::join)
				.call("StringBuilder AppendJoin(" + separator + " separator, params string[] values)",
						BuilderJoins::join)
				.call("StringBuilder AppendJoin<T>(" + separator + " separator, IEnumerable<T> values)",
						BuilderJoins::join);
		}
		type.constructCall("StringBuilder(string value, int capacity)", (in) -> part(in, 0, Integer.MAX_VALUE))
			.constructCall("StringBuilder(string value, int startIndex, int length, int capacity)",
					(in) -> part(in, in.<Integer>argument(1), in.<Integer>argument(2)))
			.constructor("StringBuilder(int capacity, int maxCapacity)",
					(Integer capacity, Integer most) -> new StringBuilder());
	}

	private static StringBuilder join(Invocation in) {
		StringBuilder self = in.argument(0);
		String between = NetFormat.toString(in.arguments()[1], null);
		boolean first = true;
		for (Object value : Sequences.of(in.arguments()[2])) {
			String text = NetFormat.toString(value, null);
			in.evaluation().step(1);
			in.evaluation().produce((long) text.length() + (first ? 0 : between.length()));
			self.append(first ? "" : between).append(text);
			first = false;
		}
		return self;
	}

	private static StringBuilder part(Invocation in, int start, int length) {
		String text = NetFormat.toString(in.arguments()[0], null);
		int count = (length == Integer.MAX_VALUE) ? text.length() : length;
		if (start < 0 || count < 0 || start > text.length() - count) {
			throw ClrException.argumentOutOfRange("startIndex",
					"Index and length must refer to a location within the " + "string.");
		}
		in.evaluation().produce(count);
		return new StringBuilder().append(Arrays.copyOfRange(text.toCharArray(), start, start + count));
	}

}
