package io.selvage.gateway.expression;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.binding.BindException;
import io.selvage.gateway.expression.binding.BoundExpression;
import io.selvage.gateway.expression.binding.ResultType;
import io.selvage.gateway.expression.binding.StaticType;
import io.selvage.gateway.expression.code.EvaluationLimits;
import io.selvage.gateway.expression.code.Program;
import io.selvage.gateway.expression.context.InputSize;
import io.selvage.gateway.expression.syntax.Parser;
import io.selvage.gateway.expression.syntax.SyntaxException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.TypeLibrary;

/**
 * Compiles policy expressions: the subset of C# 7 that policies use, over a closed list
 * of types.
 * <p>
 * The way of a text: {@code syntax} splits it into tokens and parses them;
 * {@code binding} finds out what names, operators and calls mean, against the types that
 * {@code types} and the packages beside it declare; {@code code} makes closures of the
 * result. What is not declared does not exist: there is no reflection, and no name in the
 * text ever becomes a Java name. Compiling is done once, when a document is saved;
 * evaluation is bounded by a budget of steps, memory, depth and time.
 * <p>
 * Immutable and thread-safe.
 */
public final class ExpressionCompiler {

	private final TypeLibrary library;

	private final ClrType host;

	private final EvaluationLimits limits;

	/**
	 * Creates a compiler with the standard options.
	 */
	public ExpressionCompiler() {
		this(ExpressionOptions.DEFAULT);
	}

	/**
	 * Creates a compiler.
	 * @param options budgets and choices
	 */
	public ExpressionCompiler(ExpressionOptions options) {
		this.library = ExpressionTypes.library(options);
		this.host = this.library.type(ExpressionTypes.CONTEXT);
		this.limits = new EvaluationLimits(options.maxSteps(), options.maxMemory(), options.maxDepth(),
				options.maxMillis(), InputSize::of);
		new WarmUp(this.library, this.host).run();
	}

	/**
	 * Compiles an expression whose value is used as it is.
	 * @param text the text with its <code>@( )</code> or <code>@{ }</code>
	 * @return the expression
	 * @throws ExpressionSyntaxException if it is no valid expression; positions count
	 * from the text's beginning
	 */
	public Expression compile(String text) {
		return compile(text, ExpressionResult.OBJECT, 1, 1);
	}

	/**
	 * Compiles an expression.
	 * @param text the text with its <code>@( )</code> or <code>@{ }</code>
	 * @param result what it has to yield
	 * @return the expression
	 * @throws ExpressionSyntaxException if it is no valid expression of that result
	 */
	public Expression compile(String text, ExpressionResult result) {
		return compile(text, result, 1, 1);
	}

	/**
	 * Compiles an expression of a document.
	 * @param text the text with its <code>@( )</code> or <code>@{ }</code>; blanks around
	 * it are allowed
	 * @param result what it has to yield
	 * @param line the line of the text's first character, from 1
	 * @param column the column of the text's first character, from 1
	 * @return the expression
	 * @throws ExpressionSyntaxException if it is no valid expression of that result; the
	 * positions are those of the document
	 */
	public Expression compile(String text, ExpressionResult result, int line, int column) {
		TextPosition start = new TextPosition(line, column);
		ExpressionScanner.Problem problem = ExpressionScanner.problem(text);
		if (problem != null) {
			throw new ExpressionSyntaxException(List
				.of(diagnostic(start, text, problem.offset(), problem.code(), problem.message(), problem.missing())));
		}
		int open = text.length() - text.stripLeading().length();
		String trimmed = text.strip();
		String code = trimmed.substring(2, trimmed.length() - 1);
		try {
			BoundExpression bound = bind(code, trimmed.charAt(1) == '(', ResultType.valueOf(result.name()));
			BodyAccess bodies = BodyAccess.of(bound);
			Program program = Program.of(this.library, bound, this.limits);
			return new CompiledExpression(code.strip(), program, result, bodies.request(), bodies.response());
		}
		catch (SyntaxException error) {
			throw new ExpressionSyntaxException(List.of(diagnostic(start, text, open + 2 + error.position(),
					error.code(), error.message(), error.missing())));
		}
		catch (BindException error) {
			throw new ExpressionSyntaxException(
					List.of(diagnostic(start, text, open + 2 + error.position(), error.code(), error.message(), "")));
		}
		catch (StackOverflowError tooDeep) {
			throw new ExpressionSyntaxException(List
				.of(diagnostic(start, text, open, "CS8078", "An expression is too long or complex to compile", "")));
		}
	}

	/**
	 * Tells the C# type of an expression that compiles.
	 * @param text the text with its <code>@( )</code> or <code>@{ }</code>
	 * @return for example {@code string}; {@code object} if the values of a block have no
	 * type in common
	 */
	public String typeOf(String text) {
		String trimmed = text.strip();
		String code = trimmed.substring(2, trimmed.length() - 1);
		try {
			return ((trimmed.charAt(1) == '(') ? StaticType.of(this.library, this.host, Parser.expression(code))
					: StaticType.of(this.library, this.host, Parser.statements(code)))
				.displayName();
		}
		catch (BindException noCommonType) {
			return "object";
		}
	}

	private BoundExpression bind(String code, boolean single, ResultType result) {
		return single ? BoundExpression.of(this.library, this.host, Parser.expression(code), result)
				: BoundExpression.of(this.library, this.host, Parser.statements(code), result);
	}

	private static ExpressionDiagnostic diagnostic(TextPosition start, String text, int offset, String code,
			String message, String missing) {
		TextPosition position = start.plus(text, offset);
		return new ExpressionDiagnostic(code, message, position.line(), position.column(), missing);
	}

	/**
	 * Returns the types expressions can use, for documentation.
	 * @return full names, sorted
	 */
	public List<String> typeNames() {
		return new ArrayList<>(this.library.typeNames());
	}

}
