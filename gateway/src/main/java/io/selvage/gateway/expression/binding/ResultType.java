package io.selvage.gateway.expression.binding;

import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.PseudoType;

/**
 * What an expression has to yield. Where C# would refuse a type that can still turn out
 * right at run time ({@code object}, {@code bool?}, a text for a number), it is accepted
 * and looked at when it is evaluated.
 */
public enum ResultType {

	/** A condition. */
	BOOLEAN,

	/** Text; every other value is written as {@code ToString()} does. */
	STRING,

	/** A whole number; text is read as one. */
	INT32,

	/** Any value. */
	OBJECT,

	/** Nothing. */
	VOID;

	Bound convert(Binder binder, Bound value, int position) {
		CoreTypes core = binder.core();
		if (this == VOID && core.isVoid(value.type())) {
			return value;
		}
		if (core.isVoid(value.type())) {
			throw new BindException("CS0029", "The expression must yield a value, but it returns nothing", position);
		}
		if (value.type() == PseudoType.METHOD_GROUP && value instanceof Bound.MethodGroup group) {
			throw new BindException("CS0428", "'" + group.name() + "' is a method: call it with ()", position);
		}
		ClrType target = switch (this) {
			case BOOLEAN -> core.bool;
			case INT32 -> core.integer;
			default -> core.object;
		};
		Bound converted = binder.conversions().implicit(value, target);
		if (converted == null && acceptsAtRunTime(core, value.type())) {
			converted = binder.conversions().implicit(value, core.object);
		}
		return (converted != null) ? converted : binder.convert(value, target, position);
	}

	private boolean acceptsAtRunTime(CoreTypes core, ClrType type) {
		if (type.equals(core.object)) {
			return true;
		}
		return switch (this) {
			case BOOLEAN -> type.withoutNullable().equals(core.bool);
			case INT32 -> type.equals(core.string)
					|| io.selvage.gateway.expression.arithmetic.NumericType.of(type.withoutNullable()) != null;
			default -> false;
		};
	}

}
