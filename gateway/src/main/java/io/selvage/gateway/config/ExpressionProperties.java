package io.selvage.gateway.config;

import java.time.Duration;

import io.selvage.gateway.expression.ExpressionOptions;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

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
@ConfigurationProperties("selvage.expressions")
public record ExpressionProperties(@DefaultValue("10000") int maxSteps, @DefaultValue("1MB") DataSize maxMemory,
		@DefaultValue("64") int maxDepth, @DefaultValue("50ms") Duration maxTime,
		@DefaultValue("true") boolean missingVariableIsNull) {

	ExpressionOptions options() {
		return new ExpressionOptions(this.maxSteps, Math.toIntExact(this.maxMemory.toBytes()), this.maxDepth,
				Math.toIntExact(this.maxTime.toMillis()), this.missingVariableIsNull);
	}

}
