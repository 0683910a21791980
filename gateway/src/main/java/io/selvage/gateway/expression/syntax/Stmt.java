package io.selvage.gateway.expression.syntax;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement as it is written.
 */
public sealed interface Stmt {

	/**
	 * Returns where it stands.
	 * @return the offset in the text
	 */
	int position();

	/** {@code { … }}; the end is the offset of its closing brace. */
	record Block(int position, List<Stmt> statements, int end) implements Stmt {
	}

	/** A declaration of variables or constants. */
	record Declaration(int position, TypeSyntax type, boolean constant, List<Variable> variables) implements Stmt {
	}

	/** A declared variable. */
	record Variable(int position, String name, @Nullable Expr value) {
	}

	/** A local function; one of the bodies is null. */
	record Function(int position, TypeSyntax returnType, String name, List<Expr.LambdaParameter> parameters,
			@Nullable Expr body, @Nullable Block block) implements Stmt {
	}

	/** An expression that is executed. */
	record Expression(int position, Expr expression) implements Stmt {
	}

	/** {@code if}. */
	record If(int position, Expr condition, Stmt then, @Nullable Stmt otherwise) implements Stmt {
	}

	/** {@code while}. */
	record While(int position, Expr condition, Stmt body) implements Stmt {
	}

	/** {@code do … while}. */
	record Do(int position, Stmt body, Expr condition) implements Stmt {
	}

	/** {@code for}. */
	record For(int position, List<Stmt> initializers, @Nullable Expr condition, List<Expr> steps,
			Stmt body) implements Stmt {
	}

	/** {@code foreach}. */
	record ForEach(int position, TypeSyntax type, String name, Expr source, Stmt body) implements Stmt {
	}

	/** {@code switch}. */
	record Switch(int position, Expr value, List<SwitchSection> sections) implements Stmt {
	}

	/** A section of a switch. */
	record SwitchSection(List<Label> labels, List<Stmt> statements) {
	}

	/** A label; {@code default} if the pattern is null. */
	record Label(int position, Expr.@Nullable Pattern pattern, @Nullable Expr when) {
	}

	/** {@code return}. */
	record Return(int position, @Nullable Expr value) implements Stmt {
	}

	/** {@code break}. */
	record Break(int position) implements Stmt {
	}

	/** {@code continue}. */
	record Continue(int position) implements Stmt {
	}

	/** {@code throw}; without a value inside a catch. */
	record Throw(int position, @Nullable Expr value) implements Stmt {
	}

	/** {@code try}. */
	record Try(int position, Block body, List<Catch> catches, @Nullable Block finallyBlock) implements Stmt {
	}

	/** {@code catch (type name) when (filter)}. */
	record Catch(int position, @Nullable TypeSyntax type, @Nullable String name, @Nullable Expr filter, Block body) {
	}

	/** {@code using (…)}: a declaration or an expression. */
	record Using(int position, @Nullable Declaration declaration, @Nullable Expr expression,
			Stmt body) implements Stmt {
	}

	/** {@code checked { … }}, {@code unchecked { … }}. */
	record Checked(int position, boolean checked, Block body) implements Stmt {
	}

	/** A lone semicolon. */
	record Empty(int position) implements Stmt {
	}

}
