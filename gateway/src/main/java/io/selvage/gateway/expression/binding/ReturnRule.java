package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.PseudoType;

/**
 * What {@code return} may return.
 */
abstract sealed class ReturnRule {

	private ReturnRule() {
	}

	/** Converts the value of a return statement. */
	abstract Bound returned(Bound value, int position);

	/** The type of the function. */
	abstract ClrType type();

	/** Whether a function may end without {@code return}. */
	abstract boolean mayEnd();

	/** The error of a function that may end without a value. */
	String missing() {
		return "CS0161";
	}

	/** Values are converted to a known type. */
	static ReturnRule converting(Binder binder, ClrType type, String missing) {
		return new Converting(binder, type, missing);
	}

	/** The type is found from the values. */
	static ReturnRule inferring(Binder binder) {
		return new Inferring(binder);
	}

	/** Values become the result of the whole expression. */
	static ReturnRule result(Binder binder, ResultType result) {
		return new Result(binder, result);
	}

	private static final class Converting extends ReturnRule {

		private final Binder binder;

		private final ClrType type;

		private final String missing;

		Converting(Binder binder, ClrType type, String missing) {
			this.binder = binder;
			this.type = type;
			this.missing = missing;
		}

		@Override
		String missing() {
			return this.missing;
		}

		@Override
		Bound returned(Bound value, int position) {
			if (mayEnd()) {
				throw new BindException("CS0127", "Since the function returns void, a return must not have a value",
						position);
			}
			return this.binder.convert(value, this.type, position);
		}

		@Override
		ClrType type() {
			return this.type;
		}

		@Override
		boolean mayEnd() {
			return this.binder.core().isVoid(this.type);
		}

	}

	private static final class Inferring extends ReturnRule {

		private final Binder binder;

		private final List<Bound> values = new ArrayList<>();

		Inferring(Binder binder) {
			this.binder = binder;
		}

		@Override
		Bound returned(Bound value, int position) {
			this.values.add(value);
			return value;
		}

		@Override
		ClrType type() {
			if (this.values.isEmpty()) {
				return this.binder.core().voidType;
			}
			ClrType best = this.binder.operators().commonType(this.values);
			return (best != null) ? best : PseudoType.NULL;
		}

		@Override
		boolean mayEnd() {
			return true;
		}

	}

	private static final class Result extends ReturnRule {

		private final Binder binder;

		private final ResultType result;

		Result(Binder binder, ResultType result) {
			this.binder = binder;
			this.result = result;
		}

		@Override
		Bound returned(Bound value, int position) {
			return this.result.convert(this.binder, value, position);
		}

		@Override
		ClrType type() {
			return this.binder.core().object;
		}

		@Override
		boolean mayEnd() {
			return this.result == ResultType.VOID;
		}

	}

}
