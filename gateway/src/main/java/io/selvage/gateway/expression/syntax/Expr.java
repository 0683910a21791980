package io.selvage.gateway.expression.syntax;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An expression as it is written. Every node knows its offset in the text.
 */
public sealed interface Expr {

	/**
	 * Returns where it stands.
	 * @return the offset in the text that errors name
	 */
	int position();

	/** A literal; the value null is {@code null}. */
	record Literal(int position, @Nullable Object value, String text) implements Expr {
	}

	/** {@code $"…"}. */
	record Interpolated(int position, List<Part> parts) implements Expr {
	}

	/** A part of an interpolated string: text if the hole is null. */
	record Part(String text, @Nullable Expr hole, @Nullable Expr alignment, @Nullable String format) {
	}

	/** A simple name. */
	record Name(int position, String name, List<TypeSyntax> typeArguments) implements Expr {
	}

	/** {@code target.name}. */
	record Member(int position, Expr target, String name, List<TypeSyntax> typeArguments) implements Expr {
	}

	/** A keyword such as {@code int} in front of a dot. */
	record TypeName(int position, TypeSyntax type) implements Expr {
	}

	/** {@code target(arguments)}. */
	record Invoke(int position, Expr target, List<Argument> arguments) implements Expr {
	}

	/** {@code target[arguments]}. */
	record Index(int position, Expr target, List<Argument> arguments) implements Expr {
	}

	/** {@code target?rest}; the rest begins with a {@link Receiver}. */
	record NullConditional(int position, Expr target, Expr rest) implements Expr {
	}

	/** What stands left of the question mark, inside the rest. */
	record Receiver(int position) implements Expr {
	}

	/** A prefix operator: {@code + - ! ~ ++ --}. */
	record Unary(int position, String operator, Expr operand) implements Expr {
	}

	/** {@code x++} or {@code x--}. */
	record Postfix(int position, String operator, Expr operand) implements Expr {
	}

	/** A binary operator, {@code ??} included. */
	record Binary(int position, String operator, Expr left, Expr right) implements Expr {
	}

	/** {@code target = value}, or a compound assignment. */
	record Assign(int position, String operator, Expr target, Expr value) implements Expr {
	}

	/** {@code condition ? a : b}. */
	record Ternary(int position, Expr condition, Expr whenTrue, Expr whenFalse) implements Expr {
	}

	/** {@code (type)operand}. */
	record Cast(int position, TypeSyntax type, Expr operand) implements Expr {
	}

	/** {@code operand as type}. */
	record As(int position, Expr operand, TypeSyntax type) implements Expr {
	}

	/** {@code operand is pattern}. */
	record Is(int position, Expr operand, Pattern pattern) implements Expr {
	}

	/** {@code new type(arguments) initializer}. */
	record New(int position, TypeSyntax type, List<Argument> arguments,
			@Nullable Initializer initializer) implements Expr {
	}

	/** {@code new element[size] { … }}; the size is null if the initializer gives it. */
	record NewArray(int position, @Nullable TypeSyntax element, @Nullable Expr size,
			@Nullable List<Expr> values) implements Expr {
	}

	/** {@code { a, b }} in the declaration of an array variable. */
	record ArrayInitializer(int position, List<Expr> values) implements Expr {
	}

	/** {@code new { a = 1, b.C }}. */
	record Anonymous(int position, List<String> names, List<Expr> values) implements Expr {
	}

	/** A lambda; one of the bodies is null. */
	record Lambda(int position, List<LambdaParameter> parameters, @Nullable Expr body,
			Stmt.@Nullable Block block) implements Expr {
	}

	/** A parameter of a lambda; the type is null if it is inferred. */
	record LambdaParameter(int position, String name, @Nullable TypeSyntax type) {
	}

	/** {@code default(type)}, or {@code default} if the type is null. */
	record Default(int position, @Nullable TypeSyntax type) implements Expr {
	}

	/** {@code checked(operand)} or {@code unchecked(operand)}. */
	record Checked(int position, boolean checked, Expr operand) implements Expr {
	}

	/** {@code throw operand} as an expression. */
	record Throw(int position, Expr operand) implements Expr {
	}

	/** {@code nameof(operand)}. */
	record NameOf(int position, Expr operand) implements Expr {
	}

	/** {@code (expression)}. */
	record Parenthesized(int position, Expr inner) implements Expr {
	}

	/** An argument of a call. */
	record Argument(int position, @Nullable String name, Mode mode, @Nullable Expr value,
			@Nullable TypeSyntax declaredType, @Nullable String declaredName) {

		/** How an argument is passed. */
		public enum Mode {

			/** By value. */
			VALUE,

			/** {@code out}, to a variable or a new one. */
			OUT,

			/** {@code ref}. */
			REF

		}

	}

	/** What stands right of {@code is} or behind {@code case}. */
	sealed interface Pattern {

		/**
		 * Returns where it stands.
		 * @return the offset
		 */
		int position();

		/** A type, with a variable or without. */
		record OfType(int position, TypeSyntax type, @Nullable String variable) implements Pattern {
		}

		/** A constant. Also what may turn out to be the name of a type. */
		record Constant(int position, Expr value) implements Pattern {
		}

	}

	/** What stands in braces behind {@code new}. */
	sealed interface Initializer {

		/** Elements to add; more than one value for {@code { k, v }}. */
		record Collection(int position, List<List<Expr>> elements) implements Initializer {
		}

		/** Members or elements to set. */
		record Members(int position, List<MemberInit> members) implements Initializer {
		}

	}

	/** A member to set: by name, or by index if the name is null. */
	record MemberInit(int position, @Nullable String name, List<Argument> index, @Nullable Expr value,
			@Nullable Initializer nested) {
	}

}
