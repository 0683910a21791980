package io.selvage.gateway.expression.binding;

import java.util.List;

import io.selvage.gateway.expression.types.TypeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose names and types are resolved.
 */
public sealed interface BoundStatement {

	/** Statements in order. */
	record Block(List<BoundStatement> statements) implements BoundStatement {
	}

	/** Makes a variable; without a value it has the default of its type. */
	record Declare(Variable variable, @Nullable Bound value) implements BoundStatement {
	}

	/** Executes for effect. */
	record Effect(Bound expression) implements BoundStatement {
	}

	/** {@code if}. */
	record If(Bound condition, BoundStatement then, @Nullable BoundStatement otherwise) implements BoundStatement {
	}

	/**
	 * A loop with its condition in front, and steps that {@code continue} executes too.
	 */
	record Loop(@Nullable Bound condition, BoundStatement body, List<Bound> steps,
			boolean conditionLast) implements BoundStatement {
	}

	/**
	 * {@code foreach}; the source yields boxed elements, the conversion reads the
	 * element.
	 */
	record ForEach(Bound source, Variable element, Variable variable, Bound conversion,
			BoundStatement body) implements BoundStatement {
	}

	/**
	 * {@code switch}: the first section of which a test holds; at -1 there is no default.
	 */
	record Switch(Variable subject, Bound value, List<List<Bound>> tests, List<BoundStatement> bodies,
			int defaultSection) implements BoundStatement {
	}

	/** {@code return}. */
	record Return(@Nullable Bound value) implements BoundStatement {
	}

	/** {@code break}. */
	record Break() implements BoundStatement {
	}

	/** {@code continue}. */
	record Continue() implements BoundStatement {
	}

	/** {@code throw}; without a value the exception that was caught. */
	record Throw(@Nullable Bound value, @Nullable Variable caught) implements BoundStatement {
	}

	/** {@code try}. */
	record Try(BoundStatement body, List<Catch> catches,
			@Nullable BoundStatement finallyBlock) implements BoundStatement {
	}

	/** {@code catch}; the type null catches all. */
	record Catch(@Nullable TypeDefinition type, Variable variable, @Nullable Bound filter, BoundStatement body) {
	}

}
