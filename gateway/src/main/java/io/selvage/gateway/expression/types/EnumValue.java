package io.selvage.gateway.expression.types;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * A value of a .NET enumeration.
 *
 * @param definition the enumeration
 * @param value the number
 */
public record EnumValue(EnumDefinition definition, long value) {

	/**
	 * Tells whether all bits of another value are set in this one.
	 * @param flag a value of the same enumeration
	 * @return true if they are
	 */
	public boolean has(EnumValue flag) {
		return (this.value & flag.value) == flag.value;
	}

	/**
	 * Returns what {@code ToString()} returns.
	 * @return the name, the names of flags, or the number
	 */
	@Override
	public String toString() {
		String name = this.definition.nameOf(this.value);
		if (name != null) {
			return name;
		}
		return this.definition.isFlags() ? flagNames() : Long.toString(this.value);
	}

	private String flagNames() {
		Deque<String> names = new ArrayDeque<>();
		long rest = this.value;
		java.util.List<Map.Entry<String, EnumValue>> members = new java.util.ArrayList<>(
				this.definition.members().entrySet());
		members.sort((a, b) -> Long.compareUnsigned(b.getValue().value, a.getValue().value));
		for (Map.Entry<String, EnumValue> member : members) {
			long bits = member.getValue().value;
			if (bits != 0 && (rest & bits) == bits) {
				names.addFirst(member.getKey());
				rest &= ~bits;
			}
		}
		return (rest == 0) ? String.join(", ", names) : Long.toString(this.value);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof EnumValue that && this.definition == that.definition && this.value == that.value;
	}

	@Override
	public int hashCode() {
		return Long.hashCode(this.value);
	}

}
