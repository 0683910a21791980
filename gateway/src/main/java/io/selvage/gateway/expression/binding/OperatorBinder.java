package io.selvage.gateway.expression.binding;

import java.util.List;

import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;
import org.jspecify.annotations.Nullable;

/**
 * Binds literals, unary operators, {@code ?:}, {@code ??}, casts and the logical
 * operators. What two operands mean is decided by {@link BinaryOperators}.
 */
final class OperatorBinder {

	private final Binder binder;

	private final BinaryOperators binary;

	private final UserOperators userOperators;

	OperatorBinder(Binder binder, OverloadResolver overloads) {
		this.binder = binder;
		this.userOperators = new UserOperators(binder);
		this.binary = new BinaryOperators(binder, this.userOperators);
	}

	Bound bind(Expr expression) {
		CoreTypes core = this.binder.core();
		if (expression instanceof Expr.Literal literal) {
			return literal(literal.value());
		}
		if (expression instanceof Expr.Binary operation) {
			return binary(operation);
		}
		if (expression instanceof Expr.Unary operation) {
			return unary(operation);
		}
		if (expression instanceof Expr.Ternary ternary) {
			return conditional(ternary);
		}
		if (expression instanceof Expr.Cast cast) {
			return cast(cast);
		}
		if (expression instanceof Expr.Default defaults) {
			if (defaults.type() == null) {
				return new Bound.Constant(PseudoType.DEFAULT, null);
			}
			ClrType type = this.binder.types().resolve(defaults.type());
			return new Bound.Constant(type, CoreTypes.defaultValue(type));
		}
		if (expression instanceof Expr.Throw thrown) {
			return new Bound.Throw(exception(thrown.operand()), PseudoType.THROW);
		}
		if (expression instanceof Expr.NameOf name) {
			return new Bound.Constant(core.string, nameOf(name.operand()));
		}
		throw new BindException("CS1525", "This is not allowed in policy expressions", expression.position());
	}

	Bound exception(Expr operand) {
		Bound value = this.binder.value(operand);
		if (value.type() == PseudoType.NULL) {
			return new Bound.Constant(new NamedType(this.binder.core().exception, List.of()), null);
		}
		if (value.type() instanceof PseudoType
				|| this.binder.relations().instantiation(value.type(), this.binder.core().exception) == null) {
			throw new BindException("CS0155", "The type thrown must be derived from System.Exception",
					operand.position());
		}
		return value;
	}

	private String nameOf(Expr operand) {
		if (operand instanceof Expr.Name name) {
			this.binder.bind(operand);
			return name.name();
		}
		if (operand instanceof Expr.Member member) {
			boolean ofType = this.binder.bind(member.target()) instanceof Bound.TypeReference reference
					&& this.binder.relations()
						.memberTypes(reference.named())
						.stream()
						.anyMatch((level) -> level.definition().property(member.name()) != null);
			if (!ofType) {
				this.binder.bind(operand);
			}
			return member.name();
		}
		throw new BindException("CS8081", "Expression does not have a name", operand.position());
	}

	private Bound literal(@Nullable Object value) {
		CoreTypes core = this.binder.core();
		if (value == null) {
			return new Bound.Constant(PseudoType.NULL, null);
		}
		if (value instanceof String) {
			return new Bound.Constant(core.string, value);
		}
		if (value instanceof Boolean) {
			return new Bound.Constant(core.bool, value);
		}
		NumericType type = java.util.Objects.requireNonNull(NumericType.ofValue(value));
		return new Bound.Constant(core.numeric(type), value);
	}

	private Bound binary(Expr.Binary syntax) {
		switch (syntax.operator()) {
			case "&&", "||" -> {
				Bound left = condition(syntax.left(), syntax);
				Bound right = condition(syntax.right(), syntax);
				return new Bound.Logical(syntax.operator().equals("&&"), left, right, this.binder.core().bool);
			}
			case "??" -> {
				return coalesce(syntax);
			}
			default -> {
				return binaryChain(syntax);
			}
		}
	}

	/** Long sums are deep on their left side only: they are bound in a loop. */
	private Bound binaryChain(Expr.Binary syntax) {
		java.util.ArrayDeque<Expr.Binary> chain = new java.util.ArrayDeque<>();
		Expr leftmost = syntax;
		while (leftmost instanceof Expr.Binary nested && Operator.of(nested.operator()) != null) {
			chain.push(nested);
			leftmost = nested.left();
		}
		Bound result = this.binder.value(leftmost);
		for (Expr.Binary operation : chain) {
			Operator operator = java.util.Objects.requireNonNull(Operator.of(operation.operator()));
			result = combine(operator, result, this.binder.value(operation.right()), operation.position());
		}
		return result;
	}

	/** An operator on two bound operands. */
	Bound combine(Operator operator, Bound left, Bound right, int position) {
		Bound result = this.binary.bind(operator, left, right, position);
		if (result == null) {
			throw new BindException("CS0019",
					"Operator '" + operator.symbol() + "' cannot be applied to operands of type '"
							+ left.type().displayName() + "' and '" + right.type().displayName() + "'",
					position);
		}
		return result;
	}

	private Bound condition(Expr operand, Expr.Binary syntax) {
		Bound value = this.binder.value(operand);
		Bound converted = this.binder.conversions().implicit(value, this.binder.core().bool);
		if (converted == null) {
			throw new BindException("CS0019", "Operator '" + syntax.operator()
					+ "' cannot be applied to an operand of type '" + value.type().displayName() + "'",
					operand.position());
		}
		return converted;
	}

	private Bound coalesce(Expr.Binary syntax) {
		Bound left = this.binder.value(syntax.left());
		Bound right = this.binder.value(syntax.right());
		if (left.type() == PseudoType.NULL) {
			return right;
		}
		if (left.type() instanceof PseudoType || !CoreTypes.canBeNull(left.type())) {
			throw new BindException("CS0019", "Operator '??' cannot be applied to operands of type '"
					+ left.type().displayName() + "' and '" + right.type().displayName() + "'", syntax.position());
		}
		ClrType inner = left.type().withoutNullable();
		Conversions conversions = this.binder.conversions();
		if (left.type().isNullableValue()) {
			Bound plain = conversions.implicit(right, inner);
			if (plain != null) {
				return new Bound.Coalesce(unwrapped(left, inner), plain, inner);
			}
		}
		Bound toLeft = conversions.implicit(right, left.type());
		if (toLeft != null) {
			return new Bound.Coalesce(left, toLeft, left.type());
		}
		Bound toRight = conversions.implicit(left, right.type());
		if (toRight != null && !(right.type() instanceof PseudoType)) {
			return new Bound.Coalesce(toRight, right, right.type());
		}
		throw new BindException("CS0019", "Operator '??' cannot be applied to operands of type '"
				+ left.type().displayName() + "' and '" + right.type().displayName() + "'", syntax.position());
	}

	/** The same Java value; null is tested by the operator itself. */
	private static Bound unwrapped(Bound value, ClrType type) {
		return new Bound.Convert(value, Conversion.REPRESENTATION, type, false);
	}

	private Bound conditional(Expr.Ternary syntax) {
		Bound condition = this.binder.value(syntax.condition(), this.binder.core().bool);
		Bound whenTrue = this.binder.value(syntax.whenTrue());
		Bound whenFalse = this.binder.value(syntax.whenFalse());
		ClrType type = commonType(List.of(whenTrue, whenFalse));
		if (type == null) {
			throw new BindException("CS0173", "The type of the conditional expression cannot be determined: '"
					+ whenTrue.type().displayName() + "' and '" + whenFalse.type().displayName() + "' do not convert",
					syntax.position());
		}
		return new Bound.Conditional(condition, this.binder.convert(whenTrue, type, syntax.whenTrue().position()),
				this.binder.convert(whenFalse, type, syntax.whenFalse().position()), type);
	}

	/** The type among several values to which all others convert, or null. */
	@Nullable ClrType commonType(List<Bound> values) {
		ClrType best = null;
		for (Bound candidate : values) {
			ClrType type = candidate.type();
			if (type instanceof PseudoType || this.binder.core().isVoid(type)) {
				continue;
			}
			boolean all = true;
			for (Bound value : values) {
				all &= this.binder.conversions().implicit(value, type) != null;
			}
			if (all && (best == null || this.binder.conversions().implicit(new Bound.Discard(type), best) == null)) {
				best = type;
			}
			else if (all && best != null && NumericType.of(best) != null && candidate instanceof Bound.Constant) {
				continue;
			}
		}
		return best;
	}

	private Bound cast(Expr.Cast syntax) {
		ClrType type = this.binder.types().resolve(syntax.type());
		Bound value = this.binder.value(syntax.operand());
		Bound converted;
		try {
			checkConstant(value, type);
			converted = this.binder.conversions().explicit(value, type, this.binder.checked());
		}
		catch (io.selvage.gateway.expression.types.ClrException overflow) {
			throw new BindException("CS0221", "Constant value cannot be converted to a '" + type.displayName() + "'",
					syntax.position());
		}
		if (converted == null) {
			if (value instanceof Bound.UnboundLambda) {
				throw this.binder.cannotConvert(value, type, syntax.position());
			}
			throw new BindException("CS0030",
					"Cannot convert type '" + value.type().displayName() + "' to '" + type.displayName() + "'",
					syntax.position());
		}
		return converted;
	}

	/**
	 * A constant that does not fit is an error, unless the text says {@code unchecked}.
	 */
	private void checkConstant(Bound value, ClrType type) {
		NumericType target = NumericType.of(type);
		if (target != null && !this.binder.isUnchecked() && value instanceof Bound.Constant constant
				&& NumericType.ofValue(constant.value()) != null) {
			io.selvage.gateway.expression.arithmetic.NumericConversion
				.convert(java.util.Objects.requireNonNull(constant.value()), target, true);
		}
	}

	private Bound unary(Expr.Unary syntax) {
		if (syntax.operator().equals("-") && syntax.operand() instanceof Expr.Literal literal) {
			if (literal.text().equals("2147483648") && literal.value() instanceof UInt32) {
				return literal(Integer.MIN_VALUE);
			}
			if (literal.text().toUpperCase(java.util.Locale.ROOT).startsWith("9223372036854775808")
					&& literal.value() instanceof UInt64) {
				return literal(Long.MIN_VALUE);
			}
		}
		Bound operand = this.binder.value(syntax.operand());
		Bound result = unary(syntax.operator(), operand);
		if (result == null) {
			throw new BindException("CS0023", "Operator '" + syntax.operator()
					+ "' cannot be applied to operand of type '" + operand.type().displayName() + "'",
					syntax.position());
		}
		return result;
	}

	private @Nullable Bound unary(String operator, Bound operand) {
		ClrType type = operand.type();
		if (type.isNullableValue()) {
			return Lifting.unary(this.binder, operand, (inner) -> unary(operator, inner));
		}
		Bound custom = this.userOperators.unary(operator, operand);
		if (custom != null) {
			return custom;
		}
		if (operator.equals("!")) {
			return type.equals(this.binder.core().bool) ? new Bound.Not(operand, type) : null;
		}
		NumericType numeric = NumericType.of(type);
		if (numeric == null) {
			return (operator.equals("~") && CoreTypes.isEnum(type)) ? this.binary.complementOfEnum(operand) : null;
		}
		NumericType promoted = promote(operator, numeric);
		if (promoted == null) {
			return null;
		}
		ClrType target = this.binder.core().numeric(promoted);
		Bound converted = this.binder.conversions().numeric(operand, promoted, target, false);
		if (operator.equals("+")) {
			return converted;
		}
		return this.binary.negate(converted, promoted, operator.equals("~"), target);
	}

	private static @Nullable NumericType promote(String operator, NumericType type) {
		if (operator.equals("-") && type == NumericType.ULONG) {
			return null;
		}
		if (operator.equals("-") && type == NumericType.UINT) {
			return NumericType.LONG;
		}
		if (operator.equals("~") && !type.isIntegral()) {
			return null;
		}
		return NumericType.promote(type, type);
	}

}
