package io.selvage.gateway.expression.arithmetic;

import java.math.BigDecimal;
import java.util.Map;

import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.SByte;
import io.selvage.gateway.expression.types.UInt16;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;
import org.jspecify.annotations.Nullable;

/**
 * The numeric types of C#, {@code char} included.
 */
public enum NumericType {

	/** 8 bits with sign. */
	SBYTE("System.SByte", 8, true),

	/** 8 bits. */
	BYTE("System.Byte", 8, false),

	/** 16 bits with sign. */
	SHORT("System.Int16", 16, true),

	/** 16 bits. */
	USHORT("System.UInt16", 16, false),

	/** A UTF-16 unit. */
	CHAR("System.Char", 16, false),

	/** 32 bits with sign. */
	INT("System.Int32", 32, true),

	/** 32 bits. */
	UINT("System.UInt32", 32, false),

	/** 64 bits with sign. */
	LONG("System.Int64", 64, true),

	/** 64 bits. */
	ULONG("System.UInt64", 64, false),

	/** Binary floating point, 32 bits. */
	FLOAT("System.Single", 0, true),

	/** Binary floating point, 64 bits. */
	DOUBLE("System.Double", 0, true),

	/** Decimal floating point. */
	DECIMAL("System.Decimal", 0, true);

	private static final Map<String, NumericType> BY_NAME = byName();

	private final String fullName;

	private final int bits;

	private final boolean signed;

	NumericType(String fullName, int bits, boolean signed) {
		this.fullName = fullName;
		this.bits = bits;
		this.signed = signed;
	}

	private static Map<String, NumericType> byName() {
		Map<String, NumericType> map = new java.util.HashMap<>();
		for (NumericType type : values()) {
			map.put(type.fullName, type);
		}
		return map;
	}

	/**
	 * Returns the numeric type a type is.
	 * @param type any type
	 * @return null if it is not numeric
	 */
	public static @Nullable NumericType of(ClrType type) {
		return (type instanceof NamedType named) ? BY_NAME.get(named.definition().fullName()) : null;
	}

	/**
	 * Returns the numeric type of a boxed value.
	 * @param value any value
	 * @return null if it is no number and no character
	 */
	public static @Nullable NumericType ofValue(@Nullable Object value) {
		if (value instanceof Integer) {
			return INT;
		}
		if (value instanceof Long) {
			return LONG;
		}
		if (value instanceof Double) {
			return DOUBLE;
		}
		if (value instanceof BigDecimal) {
			return DECIMAL;
		}
		if (value instanceof Character) {
			return CHAR;
		}
		if (value instanceof Byte) {
			return BYTE;
		}
		if (value instanceof Short) {
			return SHORT;
		}
		if (value instanceof Float) {
			return FLOAT;
		}
		if (value instanceof SByte) {
			return SBYTE;
		}
		if (value instanceof UInt16) {
			return USHORT;
		}
		if (value instanceof UInt32) {
			return UINT;
		}
		return (value instanceof UInt64) ? ULONG : null;
	}

	public String fullName() {
		return this.fullName;
	}

	public boolean isIntegral() {
		return this.bits > 0;
	}

	public boolean isSigned() {
		return this.signed;
	}

	public int bits() {
		return this.bits;
	}

	/**
	 * Tells whether C# converts implicitly.
	 * @param target another numeric type
	 * @return true if every value fits (C# language specification, "implicit numeric
	 * conversions")
	 */
	public boolean widensTo(NumericType target) {
		if (this == target) {
			return true;
		}
		if (target == CHAR) {
			return false;
		}
		if (isIntegral() && target.isIntegral()) {
			return (this.signed == target.signed) ? this.bits < target.bits || (this == CHAR && target == USHORT)
					: !this.signed && this.bits < target.bits;
		}
		return isIntegral() ? !target.isIntegral() : this == FLOAT && target == DOUBLE;
	}

	/**
	 * Returns the type in which C# computes with operands of two types.
	 * @param a one
	 * @param b the other
	 * @return null if there is no operator for them
	 */
	public static @Nullable NumericType promote(NumericType a, NumericType b) {
		if (a == DECIMAL || b == DECIMAL) {
			NumericType other = (a == DECIMAL) ? b : a;
			return (other == FLOAT || other == DOUBLE) ? null : DECIMAL;
		}
		if (a == DOUBLE || b == DOUBLE) {
			return DOUBLE;
		}
		if (a == FLOAT || b == FLOAT) {
			return FLOAT;
		}
		if (a == ULONG || b == ULONG) {
			NumericType other = (a == ULONG) ? b : a;
			return other.signed ? null : ULONG;
		}
		if (a == LONG || b == LONG) {
			return LONG;
		}
		if (a == UINT || b == UINT) {
			NumericType other = (a == UINT) ? b : a;
			return other.signed ? LONG : UINT;
		}
		return INT;
	}

}
