package io.selvage.gateway.policy.liquid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a loop goes over: a collection, from an offset, up to a limit, perhaps backwards;
 * and into how many columns it is put.
 */
record LoopItems(Operand collection, boolean reversed, @Nullable Operand limit, @Nullable Operand offset,
		@Nullable Operand columns) {

	/** Reads what follows the name of the variable. */
	static LoopItems read(Markup markup, boolean columns) throws LiquidSyntaxException {
		if (!markup.accept("in")) {
			throw new LiquidSyntaxException(markup.offset(), "'in' is missing: {% for item in list %}.");
		}
		Operand collection = markup.operand();
		boolean reversed = false;
		Operand limit = null;
		Operand offset = null;
		Operand cols = null;
		while (!markup.atEnd()) {
			String option = markup.word();
			if (option.equals("reversed")) {
				reversed = true;
			}
			else if (option.equals("limit") && markup.accept(":")) {
				limit = markup.operand();
			}
			else if (option.equals("offset") && markup.accept(":")) {
				offset = markup.operand();
			}
			else if (columns && option.equals("cols") && markup.accept(":")) {
				cols = markup.operand();
			}
			else {
				throw new LiquidSyntaxException(markup.offset(),
						"Only reversed, limit:" + (columns ? ", cols:" : "") + " and offset: may follow here.");
			}
			markup.accept(",");
		}
		return new LoopItems(collection, reversed, limit, offset, cols);
	}

	/**
	 * Returns the items.
	 * @param single whether one value that is no list counts as a list of one
	 */
	List<Object> of(RenderState state, boolean single) {
		Object value = this.collection.evaluate(state);
		List<Object> items = LiquidValue.items(value);
		if (items.isEmpty() && single && value != null && !LiquidValue.isEmpty(value)) {
			items = List.of(value);
		}
		int from = Math.min(Math.max(whole(this.offset, state, 0), 0), items.size());
		int count = Math.max(whole(this.limit, state, items.size()), 0);
		List<Object> part = new ArrayList<>(items.subList(from, (int) Math.min(items.size(), (long) from + count)));
		if (this.reversed) {
			Collections.reverse(part);
		}
		return part;
	}

	/** How many columns a row has; at least one. */
	int columns(RenderState state, int otherwise) {
		return Math.max(whole(this.columns, state, otherwise), 1);
	}

	private static int whole(@Nullable Operand operand, RenderState state, int otherwise) {
		BigDecimal number = (operand != null) ? LiquidValue.number(operand.evaluate(state)) : null;
		return (number != null) ? number.intValue() : otherwise;
	}

}
