package io.selvage.gateway.expression.binding;

import io.selvage.gateway.expression.arithmetic.NumericConversion;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Implicit and explicit conversions (C# language specification, "conversions").
 */
final class Conversions {

	private final CoreTypes core;

	private final TypeRelations relations;

	private final UserConversions userConversions;

	private final FunctionBinder functions;

	Conversions(CoreTypes core, TypeRelations relations, FunctionBinder functions) {
		this.core = core;
		this.relations = relations;
		this.functions = functions;
		this.userConversions = new UserConversions(this, relations);
	}

	/** Converts implicitly, or returns null if C# would not. */
	@Nullable Bound implicit(Bound value, ClrType target) {
		Bound standard = standard(value, target);
		return (standard != null || value.type() instanceof PseudoType) ? standard
				: this.userConversions.find(value, target, false);
	}

	/** Implicit conversions that are no operators of a type. */
	@Nullable Bound standard(Bound value, ClrType target) {
		ClrType source = value.type();
		if (source.equals(target)) {
			return value;
		}
		if (source instanceof PseudoType pseudo) {
			return fromPseudo(value, pseudo, target);
		}
		if (this.core.isVoid(source) || this.core.isVoid(target)) {
			return null;
		}
		Bound numeric = implicitNumeric(value, target);
		if (numeric != null) {
			return numeric;
		}
		if (target.isNullableValue()) {
			return toNullable(value, target);
		}
		return reference(value, target);
	}

	private @Nullable Bound fromPseudo(Bound value, PseudoType pseudo, ClrType target) {
		return switch (pseudo) {
			case NULL ->
				(CoreTypes.canBeNull(target) && !this.core.isVoid(target)) ? new Bound.Constant(target, null) : null;
			case DEFAULT -> new Bound.Constant(target, CoreTypes.defaultValue(target));
			case THROW -> (value instanceof Bound.Throw thrown) ? new Bound.Throw(thrown.operand(), target) : null;
			case LAMBDA -> CoreTypes.isDelegate(target)
					? this.functions.toDelegate((Bound.UnboundLambda) value, (NamedType) target) : null;
			case METHOD_GROUP -> CoreTypes.isDelegate(target)
					? this.functions.toDelegate((Bound.MethodGroup) value, (NamedType) target) : null;
			case TYPE, NAMESPACE -> null;
		};
	}

	private @Nullable Bound implicitNumeric(Bound value, ClrType target) {
		NumericType from = NumericType.of(value.type());
		NumericType to = NumericType.of(target);
		if (from == null) {
			return null;
		}
		if (to == null) {
			return (CoreTypes.isEnum(target) && value instanceof Bound.Constant constant
					&& Integer.valueOf(0).equals(constant.value())) ? enumConstant(target, 0) : null;
		}
		if (from.widensTo(to)) {
			return numeric(value, to, target, false);
		}
		return (value instanceof Bound.Constant constant && constant.value() != null
				&& constantFits(constant.value(), from, to)) ? numeric(value, to, target, false) : null;
	}

	/** A constant int converts to every integer type that holds it. */
	private static boolean constantFits(Object value, NumericType from, NumericType to) {
		if (from == NumericType.INT && to.isIntegral() && to != NumericType.CHAR) {
			return NumericConversion.fits(NumericConversion.toLongBits(value), false, to);
		}
		return from == NumericType.LONG && to == NumericType.ULONG && NumericConversion.toLongBits(value) >= 0;
	}

	/** A numeric conversion; constants are converted at once. */
	Bound numeric(Bound value, NumericType to, ClrType target, boolean checked) {
		if (value.type().equals(target)) {
			return value;
		}
		if (value instanceof Bound.Constant constant && constant.value() != null) {
			return new Bound.Constant(target, NumericConversion.convert(constant.value(), to, checked));
		}
		return new Bound.Convert(value, Conversion.NUMERIC, target, checked);
	}

	private @Nullable Bound toNullable(Bound value, ClrType target) {
		ClrType source = value.type();
		ClrType element = target.withoutNullable();
		if (!source.isNullableValue()) {
			Bound inner = source.isValueType() ? standard(value, element) : null;
			return (inner == null) ? null : represent(inner, target);
		}
		NumericType from = NumericType.of(source.withoutNullable());
		NumericType to = NumericType.of(element);
		return (from != null && to != null && from.widensTo(to))
				? new Bound.Convert(value, Conversion.NUMERIC, target, false) : null;
	}

	private @Nullable Bound reference(Bound value, ClrType target) {
		ClrType source = value.type();
		if (source.isNullableValue() && !target.equals(this.core.object)) {
			return null;
		}
		if (target.equals(this.core.object) || (source instanceof ArrayType && target instanceof ArrayType)) {
			return this.relations.isReferenceConvertible(source, target) ? represent(value, target) : null;
		}
		TypeRelations.SuperType superType = this.relations.asSuperType(source, target);
		if (superType == null) {
			return null;
		}
		return (superType.enumerator() != null) ? new Bound.Convert(value, Conversion.ENUMERATE, target, false)
				: represent(value, target);
	}

	private static Bound represent(Bound value, ClrType target) {
		return (value instanceof Bound.Constant constant) ? new Bound.Constant(target, constant.value())
				: new Bound.Convert(value, Conversion.REPRESENTATION, target, false);
	}

	/** Converts as a cast does, or returns null if there is no such conversion. */
	@Nullable Bound explicit(Bound value, ClrType target, boolean checked) {
		Bound implicit = implicit(value, target);
		if (implicit != null || value.type() instanceof PseudoType) {
			return implicit;
		}
		Bound standard = standardExplicit(value, target, checked);
		return (standard != null) ? standard : this.userConversions.find(value, target, true);
	}

	/** Explicit conversions that are no operators of a type. */
	@Nullable Bound standardExplicit(Bound value, ClrType target, boolean checked) {
		ClrType source = value.type();
		ClrType from = source.withoutNullable();
		ClrType to = target.withoutNullable();
		if (this.core.isVoid(source) || this.core.isVoid(target)) {
			return null;
		}
		if (source.isNullableValue()) {
			if (from.equals(to)) {
				return new Bound.Convert(value, Conversion.UNWRAP, target, false);
			}
			Bound unwrapped = target.isNullableValue() ? value
					: new Bound.Convert(value, Conversion.UNWRAP, from, false);
			return betweenNumbers(unwrapped, from, to, target, checked);
		}
		Bound number = betweenNumbers(value, from, to, target, checked);
		return (number != null) ? number : downCast(value, source, target);
	}

	private @Nullable Bound betweenNumbers(Bound value, ClrType from, ClrType to, ClrType target, boolean checked) {
		NumericType a = NumericType.of(from);
		NumericType b = NumericType.of(to);
		if (a != null && b != null) {
			return constantOr(value, b, target, checked);
		}
		if (a != null && CoreTypes.isEnum(to)) {
			return (value instanceof Bound.Constant constant && constant.value() != null)
					? enumConstant(target, NumericConversion.toLongBits(constant.value()))
					: new Bound.Convert(value, Conversion.NUMBER_TO_ENUM, target, checked);
		}
		if (CoreTypes.isEnum(from) && b != null) {
			return (value instanceof Bound.Constant constant && constant.value() instanceof EnumValue number)
					? new Bound.Constant(target, NumericConversion.convert(number.value(), b, checked))
					: new Bound.Convert(value, Conversion.ENUM_TO_NUMBER, target, checked);
		}
		if (CoreTypes.isEnum(from) && CoreTypes.isEnum(to)) {
			return new Bound.Convert(value, Conversion.NUMBER_TO_ENUM, target, checked);
		}
		return null;
	}

	private Bound constantOr(Bound value, NumericType to, ClrType target, boolean checked) {
		if (value instanceof Bound.Constant constant && constant.value() != null) {
			try {
				return new Bound.Constant(target, NumericConversion.convert(constant.value(), to, true));
			}
			catch (ClrException overflow) {
				if (checked || NumericType.ofValue(constant.value()) == NumericType.DECIMAL) {
					throw overflow;
				}
			}
		}
		return new Bound.Convert(value, Conversion.NUMERIC, target, checked);
	}

	private static Bound enumConstant(ClrType type, long value) {
		EnumDefinition definition = ((NamedType) type.withoutNullable()).definition().enumeration();
		if (definition == null) {
			throw new IllegalStateException(type + " is no enumeration");
		}
		return new Bound.Constant(type, definition.value(value));
	}

	private @Nullable Bound downCast(Bound value, ClrType source, ClrType target) {
		boolean fromAny = source.equals(this.core.object) || CoreTypes.isInterface(source);
		if (target.isValueType()) {
			boolean boxed = fromAny || source.is("System.Enum") || source.is("System.ValueType");
			boolean possible = boxed && (source.equals(this.core.object)
					|| this.relations.isReferenceConvertible(target.withoutNullable(), source));
			return possible ? new Bound.Convert(value, Conversion.UNBOX, target, false) : null;
		}
		if (source.isValueType()) {
			return null;
		}
		boolean possible = fromAny || CoreTypes.isInterface(target)
				|| this.relations.isReferenceConvertible(target, source) || (source instanceof ArrayType a
						&& target instanceof ArrayType b && !a.element().isValueType() && !b.element().isValueType())
				|| (source.is("System.Array") && target instanceof ArrayType);
		boolean sealed = source.is("System.String") || (target instanceof NamedType named
				&& named.definition().kind() == TypeKind.DELEGATE && !source.equals(this.core.object));
		return (possible && !sealed) ? new Bound.Convert(value, Conversion.CAST, target, false) : null;
	}

}
