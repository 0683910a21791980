package io.selvage.gateway.expression.collections;

import java.util.LinkedList;

import io.selvage.gateway.expression.types.Sequences;
import org.jspecify.annotations.Nullable;

/**
 * The values of a {@code Queue<T>}: a list that is cheap at both ends, also with null.
 */
final class FrontList extends LinkedList<@Nullable Object> {

	private static final long serialVersionUID = 1;

	static FrontList of(@Nullable Object source) {
		FrontList list = new FrontList();
		Sequences.of(source).forEach(list::add);
		return list;
	}

	/** The values of a {@code Stack<T>}. */
	static final class Reversed extends LinkedList<@Nullable Object> {

		private static final long serialVersionUID = 1;

	}

}
