package io.selvage.gateway.config;

import java.time.Duration;

import io.selvage.gateway.expression.ExpressionOptions;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one evaluation of a policy expression may use, over small input. Bodies and
 * variables add to it in proportion.
 *
 * @param maxSteps rounds of loops, calls of lambdas, items of sequences
 * @param maxMemory what it may allocate, at most 1 GB
 * @param maxDepth calls of lambdas and local functions within each other
 * @param maxTime wall clock
 * @param missingVariableIsNull whether {@code context.Variables["x"]} is null for an
 * unknown name; otherwise it is an error
 */
@Validated
@ConfigurationProperties("selvage.expressions")
public record ExpressionProperties(@Positive @DefaultValue("10000") int maxSteps,
		@SizeBetween(min = 1, max = 1 << 30) @DefaultValue("1MB") DataSize maxMemory,
		@Positive @DefaultValue("64") int maxDepth,
		@DurationMin(millis = 1) @DurationMax(hours = 1) @DefaultValue("50ms") Duration maxTime,
		@DefaultValue("true") boolean missingVariableIsNull) {

	ExpressionOptions options() {
		return new ExpressionOptions(this.maxSteps, Math.toIntExact(this.maxMemory.toBytes()), this.maxDepth,
				Math.toIntExact(this.maxTime.toMillis()), this.missingVariableIsNull);
	}

}
