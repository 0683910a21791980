package io.selvage.gateway.expression.code;

import java.util.List;

import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.binding.BoundExpression;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.LimitExceededException;
import io.selvage.gateway.expression.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * An expression as closures. Immutable and thread-safe: all state of an evaluation is in
 * its frame, and one that has no variables, makes no text and calls no lambdas has not
 * even that.
 */
public final class Program {

	private final Code code;

	private final Layout layout;

	private final EvaluationLimits limits;

	private final Frame none;

	private Program(Code code, Layout layout, EvaluationLimits limits) {
		this.code = code;
		this.layout = layout;
		this.limits = limits;
		this.none = new Frame(0, 0, new Budget(EvaluationLimits.NONE, code));
	}

	/**
	 * Compiles.
	 * @param library the types that exist
	 * @param expression the bound expression
	 * @param limits what one evaluation may use
	 * @return the program
	 */
	public static Program of(TypeLibrary library, BoundExpression expression, EvaluationLimits limits) {
		Layout layout = new Layout();
		Bound.Function function = expression.function();
		Code code = LambdaEmitter.body(new Emitter(library, layout), function);
		return new Program(code, layout, limits);
	}

	/**
	 * Evaluates.
	 * @param host what {@code context} is
	 * @return the value, boxed
	 * @throws ClrException what C# would have thrown
	 * @throws LimitExceededException if the budget is used up
	 */
	public @Nullable Object run(Object host) {
		if (!this.layout.needsFrame()) {
			return this.code.get(host, this.none);
		}
		Frame frame = new Frame(this.layout.objects(), this.layout.bits(), new Budget(this.limits, host));
		try {
			return materialized(this.code.get(host, frame), frame.budget);
		}
		catch (StackOverflowError tooDeep) {
			throw new LimitExceededException("The evaluation was stopped because calls are nested too deeply.");
		}
	}

	/** A lazy sequence must not outlive the evaluation whose variables it uses. */
	private static @Nullable Object materialized(@Nullable Object value, Budget budget) {
		if (!(value instanceof io.selvage.gateway.expression.types.LazySequence sequence)) {
			return value;
		}
		List<@Nullable Object> list = new java.util.ArrayList<>();
		for (Object element : sequence) {
			budget.step(1);
			list.add(element);
		}
		return list;
	}

}
