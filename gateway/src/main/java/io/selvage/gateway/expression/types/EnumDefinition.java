package io.selvage.gateway.expression.types;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A .NET enumeration: its names and numbers. Immutable, so that Java code can hold it in
 * a constant.
 */
public final class EnumDefinition {

	private final String fullName;

	private final boolean flags;

	private final Map<String, EnumValue> members = new LinkedHashMap<>();

	private EnumDefinition(String fullName, boolean flags, String members) {
		this.fullName = fullName;
		this.flags = flags;
		long next = 0;
		for (String member : members.split(",")) {
			String[] parts = member.split("=");
			long value = (parts.length > 1) ? Long.decode(parts[1].trim()) : next;
			this.members.put(parts[0].trim(), new EnumValue(this, value));
			next = value + 1;
		}
	}

	/**
	 * Declares an enumeration.
	 * @param fullName for example {@code System.DayOfWeek}
	 * @param members for example {@code "Sunday, Monday = 1"}; without a number one more
	 * than the member before
	 * @return the definition
	 */
	public static EnumDefinition of(String fullName, String members) {
		return new EnumDefinition(fullName, false, members);
	}

	/**
	 * Declares an enumeration whose members are combined by {@code |}.
	 * @param fullName the full name
	 * @param members as in {@link #of}
	 * @return the definition
	 */
	public static EnumDefinition flags(String fullName, String members) {
		return new EnumDefinition(fullName, true, members);
	}

	/**
	 * Returns the value of a number.
	 * @param value the number, which need not have a name
	 * @return the value
	 */
	public EnumValue value(long value) {
		for (EnumValue member : this.members.values()) {
			if (member.value() == value) {
				return member;
			}
		}
		return new EnumValue(this, value);
	}

	/**
	 * Returns the value of a name.
	 * @param name the member
	 * @return the value
	 * @throws IllegalArgumentException if there is no such member
	 */
	public EnumValue value(String name) {
		EnumValue value = this.members.get(name);
		if (value == null) {
			throw new IllegalArgumentException(this.fullName + " has no member " + name);
		}
		return value;
	}

	public String fullName() {
		return this.fullName;
	}

	public boolean isFlags() {
		return this.flags;
	}

	/**
	 * Returns the members.
	 * @return values by name, in the order of declaration
	 */
	public Map<String, EnumValue> members() {
		return java.util.Collections.unmodifiableMap(this.members);
	}

	@Nullable String nameOf(long value) {
		for (Map.Entry<String, EnumValue> member : this.members.entrySet()) {
			if (member.getValue().value() == value) {
				return member.getKey();
			}
		}
		return null;
	}

	@Override
	public String toString() {
		return this.fullName;
	}

}
