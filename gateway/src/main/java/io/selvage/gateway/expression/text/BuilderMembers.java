package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of System.Text.StringBuilder. Whatever is put into one is paid
 * for.
 */
final class BuilderMembers {

	private BuilderMembers() {
	}

	static void register(TypeRegistry types) {
		TypeBuilder type = types.define("System.Text.StringBuilder", StringBuilder.class);
		BuilderJoins.register(type);
		type.constructor("StringBuilder()", () -> new StringBuilder())
			.constructor("StringBuilder(int capacity)", (Integer capacity) -> new StringBuilder())
			.constructCall("StringBuilder(string value)", (in) -> append(in, new StringBuilder(), in.argument(0)))
			.property("int Length", (StringBuilder self) -> self.length(), BuilderMembers::length)
			.property("int Capacity", (StringBuilder self) -> self.capacity())
			.indexer("char this[int index]", (StringBuilder self, Integer index) -> self.charAt(check(self, index)),
					(StringBuilder self, Integer index, Character c) -> self.setCharAt(check(self, index), c))
			.method("string ToString()", (StringBuilder self) -> self.toString())
			.method("string ToString(int startIndex, int length)",
					(StringBuilder self, Integer start, Integer length) -> self.substring(range(self, start, length),
							start + length))
			.method("bool Equals(StringBuilder sb)",
					(StringBuilder self, @Nullable StringBuilder other) -> other != null && self.compareTo(other) == 0)
			.method("StringBuilder Clear()", (StringBuilder self) -> {
				self.setLength(0);
				return self;
			});
		for (String argument : new String[] { "string", "object", "bool", "char", "int", "long", "double", "decimal",
				"float", "short", "byte", "uint", "ulong", "ushort", "sbyte" }) {
			type.call("StringBuilder Append(" + argument + " value)", (in) -> append(in, self(in), in.argument(1)))
				.call("StringBuilder Insert(int index, " + argument + " value)", BuilderMembers::insert);
		}
		type.call("StringBuilder Append(char[] value)", (in) -> append(in, self(in), text(in.argument(1))))
			.call("StringBuilder Append(char[] value, int startIndex, int charCount)", BuilderMembers::part)
			.call("StringBuilder Append(StringBuilder value)", (in) -> append(in, self(in), in.argument(1)))
			.call("StringBuilder Append(StringBuilder value, int startIndex, int count)", BuilderMembers::part)
			.call("StringBuilder Append(char value, int repeatCount)", BuilderMembers::repeat)
			.call("StringBuilder Append(string value, int startIndex, int count)", BuilderMembers::part)
			.call("StringBuilder AppendLine()", (in) -> append(in, self(in), "\n"))
			.call("StringBuilder AppendLine(string value)",
					(in) -> append(in, append(in, self(in), in.argument(1)), "\n"))
			.call("StringBuilder AppendFormat(string format, params object[] args)",
					(in) -> append(in, self(in),
							NetFormat.format(in.argument(1), in.<Object[]>argument(2), in.evaluation())))
			.call("StringBuilder AppendFormat(string format, object arg0)", BuilderMembers::appendFormat)
			.call("StringBuilder AppendFormat(string format, object arg0, object arg1)", BuilderMembers::appendFormat)
			.call("StringBuilder AppendFormat(string format, object arg0, object arg1, object arg2)",
					BuilderMembers::appendFormat)
			.call("StringBuilder Insert(int index, char[] value)", BuilderMembers::insert)
			.call("StringBuilder Insert(int index, string value, int count)", BuilderMembers::insert)
			.call("StringBuilder Replace(string oldValue, string newValue, int startIndex, int count)",
					BuilderMembers::replace)
			.call("StringBuilder Replace(char oldChar, char newChar, int startIndex, int count)",
					BuilderMembers::replace)
			.call("void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)",
					BuilderMembers::copyTo)
			.method("int EnsureCapacity(int capacity)",
					(StringBuilder self, Integer capacity) -> Math.max(self.capacity(), capacity))
			.call("StringBuilder Remove(int startIndex, int length)", BuilderMembers::remove)
			.call("StringBuilder Replace(string oldValue, string newValue)", BuilderMembers::replace)
			.call("StringBuilder Replace(char oldChar, char newChar)", BuilderMembers::replace);
	}

	private static StringBuilder self(Invocation in) {
		return in.argument(0);
	}

	private static String text(char @Nullable [] chars) {
		return (chars != null) ? new String(chars) : "";
	}

	private static StringBuilder append(Invocation in, StringBuilder self, @Nullable Object value) {
		String text = NetFormat.toString(value, null);
		in.evaluation().produce(text.length());
		return self.append(text);
	}

	private static StringBuilder insert(Invocation in) {
		StringBuilder self = self(in);
		Object value = in.arguments()[2];
		String text = (value instanceof char[] chars) ? new String(chars) : NetFormat.toString(value, null);
		if (in.arguments().length > 3) {
			int count = in.<Integer>argument(3);
			if (count < 0) {
				throw outOfRange();
			}
			in.evaluation().produce((long) text.length() * count);
			text = text.repeat(count);
		}
		in.evaluation().produce(text.length());
		in.evaluation().step(1 + self.length() / 1024);
		int index = in.<Integer>argument(1);
		if (index < 0 || index > self.length()) {
			throw outOfRange();
		}
		return self.insert(index, text);
	}

	private static StringBuilder appendFormat(Invocation in) {
		@Nullable Object[] values = java.util.Arrays.copyOfRange(in.arguments(), 2, in.arguments().length);
		return append(in, self(in), NetFormat.format(in.argument(1), values, in.evaluation()));
	}

	private static @Nullable Object copyTo(Invocation in) {
		StringBuilder self = self(in);
		int from = range(self, in.<Integer>argument(1), in.<Integer>argument(4));
		char[] target = in.argument(2);
		int to = in.<Integer>argument(3);
		if (to < 0 || to > target.length - in.<Integer>argument(4)) {
			throw outOfRange();
		}
		self.getChars(from, from + in.<Integer>argument(4), target, to);
		return null;
	}

	private static StringBuilder repeat(Invocation in) {
		int count = in.<Integer>argument(2);
		if (count < 0) {
			throw outOfRange();
		}
		in.evaluation().produce(count);
		return self(in).append(in.argument(1).toString().repeat(count));
	}

	private static StringBuilder part(Invocation in) {
		Object value = in.argument(1);
		CharSequence text = (value instanceof char[] chars) ? new String(chars) : (CharSequence) value;
		int start = in.<Integer>argument(2);
		int count = in.<Integer>argument(3);
		if (start < 0 || count < 0 || count > text.length() - start) {
			throw outOfRange();
		}
		in.evaluation().produce(count);
		return self(in).append(text, start, start + count);
	}

	private static StringBuilder remove(Invocation in) {
		StringBuilder self = self(in);
		in.evaluation().step(1 + self.length() / 1024);
		int start = range(self, in.<Integer>argument(1), in.<Integer>argument(2));
		return self.delete(start, start + in.<Integer>argument(2));
	}

	private static StringBuilder replace(Invocation in) {
		StringBuilder self = self(in);
		String old = NetFormat.toString(in.argument(1), null);
		String next = NetFormat.toString(in.argument(2), null);
		if (old.isEmpty()) {
			throw ClrException.argument("Empty name is not legal: the value to be replaced has no characters.");
		}
		in.evaluation().step(1 + self.length() / 1024);
		boolean part = in.arguments().length > 3;
		int start = part ? range(self, in.<Integer>argument(3), in.<Integer>argument(4)) : 0;
		int end = part ? start + in.<Integer>argument(4) : self.length();
		long longest = (next.length() <= old.length()) ? self.length()
				: (long) ((end - start) / old.length()) * (next.length() - old.length()) + self.length();
		in.evaluation().produce(longest);
		return self.replace(start, end, self.substring(start, end).replace(old, next));
	}

	private static void length(StringBuilder self, Integer length) {
		if (length < 0 || length > self.length() + 65_536) {
			throw outOfRange();
		}
		self.setLength(length);
	}

	private static int check(StringBuilder self, int index) {
		if (index < 0 || index >= self.length()) {
			throw ClrException.indexOutOfRange();
		}
		return index;
	}

	private static int range(StringBuilder self, int start, int length) {
		if (start < 0 || length < 0 || length > self.length() - start) {
			throw outOfRange();
		}
		return start;
	}

	private static ClrException outOfRange() {
		return ClrException.argumentOutOfRange("index", "Index was out of range of the string builder.");
	}

}
