package io.selvage.catalog.resource;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a resource, or that is legal and dangerous.
 *
 * @param severity whether the change must be refused
 * @param code the code of the contract's error detail, {@code ValidationError} by default
 * @param resource the resource it is about, or null if the document never became one
 * @param target what the contract's error detail names as target: a property or a policy
 * element
 * @param message what is wrong, in the wording of API Management where it is known; never
 * holds a secret
 * @param location where, if the resource came from a document whose positions are known
 */
public record Violation(Severity severity, String code, @Nullable ResourceId resource, String target, String message,
		@Nullable SourceLocation location) {

	/** The code of nearly every refused change. */
	public static final String VALIDATION_ERROR = "ValidationError";

	/**
	 * How bad it is.
	 */
	public enum Severity {

		/** The change is refused. */
		ERROR,
		/** The change is accepted, and the author told. */
		WARNING

	}

	/**
	 * Something that refuses the change.
	 * @param resource the resource
	 * @param target the property or policy element
	 * @param message what is wrong
	 * @return the violation
	 */
	public static Violation error(@Nullable ResourceId resource, String target, String message) {
		return new Violation(Severity.ERROR, VALIDATION_ERROR, resource, target, message, null);
	}

	/**
	 * Something legal and dangerous.
	 * @param resource the resource
	 * @param target the property or policy element
	 * @param message what may go wrong
	 * @return the violation
	 */
	public static Violation warning(@Nullable ResourceId resource, String target, String message) {
		return new Violation(Severity.WARNING, VALIDATION_ERROR, resource, target, message, null);
	}

	/**
	 * The same with a position.
	 * @param place where it is
	 * @return the located violation
	 */
	public Violation at(@Nullable SourceLocation place) {
		return new Violation(this.severity, this.code, this.resource, this.target, this.message, place);
	}

	/**
	 * Whether the change must be refused.
	 * @return true for an error
	 */
	public boolean isError() {
		return this.severity == Severity.ERROR;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		if (this.location != null) {
			text.append(this.location).append(": ");
		}
		if (this.resource != null) {
			text.append(this.resource).append(' ');
		}
		if (!this.target.isEmpty()) {
			text.append(this.target).append(": ");
		}
		return text.append(this.message).toString();
	}

}
