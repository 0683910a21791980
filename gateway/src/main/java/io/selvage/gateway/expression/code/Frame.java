package io.selvage.gateway.expression.code;

import org.jspecify.annotations.Nullable;

/**
 * The variables of one call of a function. Variables of type bool, int, long and double
 * that no lambda captures are kept as bits, all others as objects.
 */
final class Frame {

	final @Nullable Object[] objects;

	final long[] bits;

	final Budget budget;

	@Nullable Object result;

	Frame(int objects, int bits, Budget budget) {
		this.objects = new Object[objects];
		this.bits = new long[bits];
		this.budget = budget;
	}

}
