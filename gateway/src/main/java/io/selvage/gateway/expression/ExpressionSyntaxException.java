package io.selvage.gateway.expression;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An expression cannot be compiled.
 */
public final class ExpressionSyntaxException extends RuntimeException {

	private final transient List<ExpressionDiagnostic> diagnostics;

	/**
	 * Creates the exception.
	 * @param diagnostics the errors, at least one
	 */
	public ExpressionSyntaxException(List<ExpressionDiagnostic> diagnostics) {
		super(diagnostics.stream().map(ExpressionDiagnostic::toString).collect(Collectors.joining("\n")), null, false,
				false);
		this.diagnostics = List.copyOf(diagnostics);
	}

	/**
	 * Returns the errors.
	 * @return in the order of the text
	 */
	public List<ExpressionDiagnostic> diagnostics() {
		return this.diagnostics;
	}

}
