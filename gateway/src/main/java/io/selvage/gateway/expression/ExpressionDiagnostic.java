package io.selvage.gateway.expression;

/**
 * One error in an expression.
 *
 * @param code the number C# gives the error, for example {@code CS1026}
 * @param message what is wrong
 * @param line the line in the document, from 1
 * @param column the column in the document, from 1
 * @param missing what would have to be inserted there, for example {@code )}; empty if
 * nothing is known to be missing
 */
public record ExpressionDiagnostic(String code, String message, int line, int column, String missing) {

	@Override
	public String toString() {
		return "line " + this.line + ", column " + this.column + ": " + this.code + ": " + this.message;
	}

}
