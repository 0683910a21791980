package io.selvage.catalog;

import java.util.List;
import java.util.stream.Collectors;

import io.selvage.catalog.resource.Violation;

/**
 * A change that was refused. Nothing of it took effect.
 */
public class CatalogException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient CatalogError error;

	private final transient List<Violation> violations;

	/**
	 * A refusal with one reason.
	 * @param error which of the contract's errors it is
	 * @param message the message of the contract's error body
	 */
	public CatalogException(CatalogError error, String message) {
		super(message);
		this.error = error;
		this.violations = List.of();
	}

	/**
	 * A refusal because of violations.
	 * @param violations at least one error; warnings are left out
	 */
	public CatalogException(List<Violation> violations) {
		super(describe(violations));
		this.error = violations.stream().filter(Violation::isError).allMatch(CatalogException::isAbsence)
				? CatalogError.NOT_FOUND : CatalogError.VALIDATION;
		this.violations = violations.stream().filter(Violation::isError).toList();
	}

	private static boolean isAbsence(Violation violation) {
		return violation.code().equals(CatalogError.NOT_FOUND.code());
	}

	private static String describe(List<Violation> violations) {
		return violations.stream()
			.filter(Violation::isError)
			.map(Violation::toString)
			.collect(Collectors.joining(System.lineSeparator()));
	}

	/**
	 * Which of the contract's errors it is.
	 * @return the error, which knows code and status
	 */
	public CatalogError error() {
		return this.error;
	}

	/**
	 * The details of the error.
	 * @return all errors that were found; empty if the message says it all
	 */
	public List<Violation> violations() {
		return this.violations;
	}

}
