package io.selvage.gateway.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A size in bytes within bounds; what is kept in memory is at most one array long.
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = SizeBetween.Check.class)
@interface SizeBetween {

	/**
	 * Returns the smallest size.
	 * @return bytes
	 */
	long min() default 0;

	/**
	 * Returns the largest size.
	 * @return bytes
	 */
	long max() default Integer.MAX_VALUE;

	String message() default "must be between {min} and {max} bytes";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/**
	 * Compares.
	 */
	final class Check implements ConstraintValidator<SizeBetween, DataSize> {

		private long min;

		private long max;

		@Override
		public void initialize(SizeBetween bounds) {
			this.min = bounds.min();
			this.max = bounds.max();
		}

		@Override
		public boolean isValid(@Nullable DataSize size, ConstraintValidatorContext context) {
			return size == null || (size.toBytes() >= this.min && size.toBytes() <= this.max);
		}

	}

}
