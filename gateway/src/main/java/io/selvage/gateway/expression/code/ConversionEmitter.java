package io.selvage.gateway.expression.code;

import io.selvage.gateway.expression.arithmetic.NumericConversion;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.binding.Variable;
import io.selvage.gateway.expression.types.Body;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.TypeDefinition;

/**
 * Conversions and type tests.
 */
final class ConversionEmitter {

	private final Emitter emitter;

	ConversionEmitter(Emitter emitter) {
		this.emitter = emitter;
	}

	Code convert(Bound.Convert convert) {
		Code operand = this.emitter.emit(convert.operand());
		ClrType type = convert.type();
		return switch (convert.conversion()) {
			case REPRESENTATION -> operand;
			case NUMERIC -> numeric(convert, operand);
			case CAST -> cast(operand, type);
			case UNBOX -> unbox(operand, type);
			case UNWRAP -> (host, frame) -> {
				Object value = operand.get(host, frame);
				if (value == null) {
					throw ClrException.invalidOperation("Nullable object must have a value.");
				}
				return value;
			};
			case ENUM_TO_NUMBER -> enumToNumber(operand, type, convert.checked());
			case NUMBER_TO_ENUM -> numberToEnum(operand, type);
			case ENUMERATE -> enumerate(operand, convert.operand().type());
		};
	}

	private static Code numeric(Bound.Convert convert, Code operand) {
		NumericType to = required(NumericType.of(convert.type().withoutNullable()));
		NumericType from = required(NumericType.of(convert.operand().type().withoutNullable()));
		boolean checked = convert.checked();
		if (convert.type().isNullableValue()) {
			return (host, frame) -> {
				Object value = operand.get(host, frame);
				return (value == null) ? null : NumericConversion.convert(value, to, checked);
			};
		}
		if (from == NumericType.INT && to == NumericType.LONG) {
			return (Code.Long64) operand::getInt;
		}
		if (from == NumericType.INT && to == NumericType.DOUBLE) {
			return (Code.Double64) operand::getInt;
		}
		if (from == NumericType.LONG && to == NumericType.DOUBLE) {
			return (Code.Double64) operand::getLong;
		}
		if (from == NumericType.CHAR && to == NumericType.INT) {
			return (Code.Int) (host, frame) -> (Character) Code.required(operand.get(host, frame));
		}
		if (from == NumericType.LONG && to == NumericType.INT && !checked) {
			return (Code.Int) (host, frame) -> (int) operand.getLong(host, frame);
		}
		return (host, frame) -> NumericConversion.convert(Code.required(operand.get(host, frame)), to, checked);
	}

	private static NumericType required(@org.jspecify.annotations.Nullable NumericType type) {
		return java.util.Objects.requireNonNull(type);
	}

	private Code cast(Code operand, ClrType type) {
		TypeTests tests = this.emitter.types();
		Class<?> exact = type.javaClass();
		boolean simple = exact == String.class;
		return (host, frame) -> {
			Object value = operand.get(host, frame);
			if (value == null || (simple && value instanceof String) || tests.isInstance(type, value)) {
				return value;
			}
			throw invalid(tests, value, type);
		};
	}

	private static ClrException invalid(TypeTests tests, Object value, ClrType type) {
		return ClrException.invalidCast(
				"Unable to cast object of type '" + tests.nameOf(value) + "' to type '" + type.fullName() + "'.");
	}

	private Code unbox(Code operand, ClrType type) {
		TypeTests tests = this.emitter.types();
		ClrType plain = type.withoutNullable();
		if (plain == type) {
			switch (Layout.form(type)) {
				case BOOL -> {
					return (Code.Bool) (host, frame) -> {
						Object value = operand.get(host, frame);
						if (value instanceof Boolean flag) {
							return flag;
						}
						throw invalid(tests, Code.required(value), type);
					};
				}
				case INT -> {
					return (Code.Int) (host, frame) -> {
						Object value = operand.get(host, frame);
						if (value instanceof Integer number) {
							return number;
						}
						throw invalid(tests, Code.required(value), type);
					};
				}
				default -> {
				}
			}
		}
		boolean nullable = type.isNullableValue();
		return (host, frame) -> {
			Object value = operand.get(host, frame);
			if (value == null && nullable) {
				return null;
			}
			if (!tests.isInstance(plain, Code.required(value))) {
				throw invalid(tests, Code.required(value), type);
			}
			return value;
		};
	}

	private static Code enumToNumber(Code operand, ClrType type, boolean checked) {
		NumericType to = required(NumericType.of(type.withoutNullable()));
		return (host, frame) -> {
			EnumValue value = (EnumValue) operand.get(host, frame);
			return (value == null) ? null : NumericConversion.convert(value.value(), to, checked);
		};
	}

	private static Code numberToEnum(Code operand, ClrType type) {
		EnumDefinition definition = ((NamedType) type.withoutNullable()).definition().enumeration();
		return (host, frame) -> {
			Object value = operand.get(host, frame);
			if (value == null || definition == null) {
				return null;
			}
			long number = (value instanceof EnumValue other) ? other.value()
					: NumericConversion.toLongBits(NumericConversion.convert(value, NumericType.LONG, false));
			return definition.value(number);
		};
	}

	@SuppressWarnings("unchecked")
	static Code enumerate(Code operand, ClrType source) {
		TypeDefinition definition = (source instanceof NamedType named) ? named.definition() : null;
		while (definition != null && definition.enumerator() == null) {
			definition = (definition.base() == null) ? null : definition.base().definition();
		}
		if (definition == null || !(definition.enumerator() instanceof Body.F1<?> body)) {
			return operand;
		}
		Body.F1<Object> enumerator = (Body.F1<Object>) body;
		return (host, frame) -> {
			Object value = operand.get(host, frame);
			return (value == null) ? null : enumerator.call(value);
		};
	}

	Code test(Bound.TypeTest test) {
		Code operand = this.emitter.emit(test.operand());
		TypeTests tests = this.emitter.types();
		ClrType type = test.tested();
		Variable variable = test.variable();
		if (variable == null) {
			return (Code.Bool) (host, frame) -> {
				Object value = operand.get(host, frame);
				return value != null && tests.isInstance(type, value);
			};
		}
		VariableEmitter.Store store = this.emitter.variables().store(variable);
		return (Code.Bool) (host, frame) -> {
			Object value = operand.get(host, frame);
			if (value == null || !tests.isInstance(type, value)) {
				return false;
			}
			store.set(frame, value);
			return true;
		};
	}

	Code as(Bound.As as) {
		Code operand = this.emitter.emit(as.operand());
		TypeTests tests = this.emitter.types();
		ClrType type = as.type().withoutNullable();
		return (host, frame) -> {
			Object value = operand.get(host, frame);
			return (value != null && tests.isInstance(type, value)) ? value : null;
		};
	}

}
