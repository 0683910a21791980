package io.selvage.gateway.expression.binding;

import io.selvage.gateway.expression.syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a call.
 *
 * @param syntax how it was written
 * @param value the bound value; for {@code out var x} null until the parameter is known
 */
record Argument(Expr.Argument syntax, @Nullable Bound value) {

	@Nullable String name() {
		return this.syntax.name();
	}

	int position() {
		return this.syntax.position();
	}

	boolean isByReference() {
		return this.syntax.mode() != Expr.Argument.Mode.VALUE;
	}

	static Argument of(Bound value, int position) {
		return new Argument(new Expr.Argument(position, null, Expr.Argument.Mode.VALUE, null, null, null), value);
	}

}
