package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.syntax.Expr;

/**
 * Binds interpolated strings.
 */
final class InterpolationBinder {

	private InterpolationBinder() {
	}

	static Bound bind(Binder binder, Expr.Interpolated syntax) {
		List<Bound.Part> parts = new ArrayList<>();
		for (Expr.Part part : syntax.parts()) {
			Expr hole = part.hole();
			if (hole == null) {
				parts.add(new Bound.Part(part.text(), null, 0, null));
				continue;
			}
			Bound value = binder.convert(binder.value(hole), binder.core().object, hole.position());
			if ("".equals(part.format())) {
				throw new BindException("CS8089", "Empty format specifier", hole.position());
			}
			parts.add(new Bound.Part("", value, alignment(binder, part), part.format()));
		}
		return new Bound.Interpolation(List.copyOf(parts), binder.core().string);
	}

	private static int alignment(Binder binder, Expr.Part part) {
		Expr alignment = part.alignment();
		if (alignment == null) {
			return 0;
		}
		if (binder.value(alignment, binder.core().integer) instanceof Bound.Constant constant
				&& constant.value() instanceof Integer width) {
			return width;
		}
		throw new BindException("CS0150", "A constant value is expected for the alignment", alignment.position());
	}

}
