package io.selvage.gateway.expression.binding;

import java.util.List;

import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.Property;
import io.selvage.gateway.expression.types.PseudoType;
import org.jspecify.annotations.Nullable;

/**
 * An expression whose names, types and conversions are resolved. Operands have exactly
 * the types their operation needs; every conversion is a node.
 */
public sealed interface Bound {

	/**
	 * Returns the type of the value.
	 * @return a {@link PseudoType} if it has none of its own
	 */
	ClrType type();

	/** A constant, boxed. */
	record Constant(ClrType type, @Nullable Object value) implements Bound {
	}

	/** A variable; the position is -1 where the text does not name it. */
	record Local(Variable variable, int position) implements Bound {

		Local(Variable variable) {
			this(variable, -1);
		}

		@Override
		public ClrType type() {
			return this.variable.type();
		}

	}

	/** The object the evaluation is made for: {@code context}. */
	record Host(ClrType type) implements Bound {
	}

	/** A call; the receiver of an instance method is the first argument. */
	record Call(Method method, List<Bound> arguments, List<ClrType> typeArguments, ClrType type) implements Bound {
	}

	/** A property or indexer; receiver first, then indexes. */
	record Get(Property property, List<Bound> arguments, ClrType type) implements Bound {
	}

	/** An element of an array. */
	record Element(Bound array, Bound index, ClrType type) implements Bound {
	}

	/** A conversion. */
	record Convert(Bound operand, Conversion conversion, ClrType type, boolean checked) implements Bound {
	}

	/** {@code -} or {@code ~} on a promoted operand. */
	record Negate(Bound operand, NumericType numeric, boolean complement, boolean checked,
			ClrType type) implements Bound {
	}

	/** {@code !}. */
	record Not(Bound operand, ClrType type) implements Bound {
	}

	/** An operator on promoted numbers. */
	record Numeric(Operator operator, NumericType numeric, Bound left, Bound right, boolean checked,
			ClrType type) implements Bound {
	}

	/** {@code == or !=} on references, strings, booleans and enumerations. */
	record Equality(boolean negated, Bound left, Bound right, boolean byValue, ClrType type) implements Bound {
	}

	/**
	 * An operator on the numbers of enumerations; the result is an enumeration or bool.
	 */
	record EnumOperation(Operator operator, Bound left, Bound right, ClrType type) implements Bound {
	}

	/** {@code &&} or {@code ||}. */
	record Logical(boolean and, Bound left, Bound right, ClrType type) implements Bound {
	}

	/** {@code & | ^} on booleans: both sides are evaluated. */
	record BoolOperation(Operator operator, Bound left, Bound right, ClrType type) implements Bound {
	}

	/** {@code ?:}. */
	record Conditional(Bound condition, Bound whenTrue, Bound whenFalse, ClrType type) implements Bound {
	}

	/** {@code ??}. */
	record Coalesce(Bound left, Bound right, ClrType type) implements Bound {
	}

	/** {@code ?.}: the rest reads the variable. */
	record NullConditional(Bound target, Variable variable, Bound rest, ClrType type) implements Bound {
	}

	/** Concatenation of texts; null is empty. */
	record Concat(List<Bound> parts, ClrType type) implements Bound {
	}

	/** An interpolated string. */
	record Interpolation(List<Part> parts, ClrType type) implements Bound {
	}

	/** A part of an interpolated string: text if the value is null. */
	record Part(String text, @Nullable Bound value, int alignment, @Nullable String format) {
	}

	/** {@code is}, with a variable or without. */
	record TypeTest(Bound operand, ClrType tested, @Nullable Variable variable, ClrType type) implements Bound {
	}

	/** {@code as}. */
	record As(Bound operand, ClrType type) implements Bound {
	}

	/** Executes for effect, then yields a value. */
	record Sequence(List<Bound> effects, Bound value) implements Bound {

		@Override
		public ClrType type() {
			return this.value.type();
		}

	}

	/** An assignment to a local, element or property. */
	record Assign(Bound target, Bound value, ClrType type) implements Bound {
	}

	/** An array with given elements, or of a size. */
	record NewArray(ArrayType type, @Nullable Bound size, List<Bound> elements) implements Bound {
	}

	/** An anonymous object. */
	record NewAnonymous(ClrType type, List<String> names, List<Bound> values) implements Bound {
	}

	/** A function as a value of a delegate type. */
	record Lambda(Function function, ClrType type) implements Bound {
	}

	/** A call of a delegate. */
	record Invoke(Bound delegate, List<Bound> arguments, ClrType type) implements Bound {
	}

	/** {@code throw} as an expression. */
	record Throw(Bound operand, ClrType type) implements Bound {
	}

	/**
	 * An out or ref argument: what is assigned after the call, and whether it is read.
	 */
	record Reference(Bound target, boolean isRef) implements Bound {

		@Override
		public ClrType type() {
			return this.target.type();
		}

	}

	/** A value that is not used: {@code out _}. */
	record Discard(ClrType type) implements Bound {
	}

	/** A lambda whose parameter types are not known yet. */
	record UnboundLambda(Expr.Lambda syntax, LambdaSite site) implements Bound {

		@Override
		public ClrType type() {
			return PseudoType.LAMBDA;
		}

	}

	/** The name of methods: of a value, or static ones of a type. */
	record MethodGroup(@Nullable Bound receiver, ClrType owner, String name, List<ClrType> typeArguments,
			int position) implements Bound {

		@Override
		public ClrType type() {
			return PseudoType.METHOD_GROUP;
		}

	}

	/** The name of a type. */
	record TypeReference(ClrType named) implements Bound {

		@Override
		public ClrType type() {
			return PseudoType.TYPE;
		}

	}

	/** The name of a namespace. */
	record Namespace(String name) implements Bound {

		@Override
		public ClrType type() {
			return PseudoType.NAMESPACE;
		}

	}

	/**
	 * A bound lambda or local function.
	 *
	 * @param parameters its parameters
	 * @param scope what it captures
	 * @param body the value, or null
	 * @param block the statements, or null
	 * @param returnType the type of the result; void if there is none
	 */
	record Function(List<Variable> parameters, FunctionScope scope, @Nullable Bound body,
			@Nullable BoundStatement block, ClrType returnType) {
	}

}
