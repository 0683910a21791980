package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.LimitExceededException;

/**
 * One run of a JSONPath expression: nested scans would otherwise grow without bound.
 */
final class JsonSearch {

	private static final int MOST_TOKENS = 200_000;

	private static final int TOKENS_PER_STEP = 64;

	/** The list that grows is copied to a larger one. */
	private static final long BYTES_PER_TOKEN = 12;

	private final JToken root;

	private final Evaluation evaluation;

	private long visited;

	private int found;

	/**
	 * Begins a search.
	 * @param root what {@code $} means
	 * @param evaluation whose budget applies
	 */
	JsonSearch(JToken root, Evaluation evaluation) {
		this.root = root;
		this.evaluation = evaluation;
	}

	JToken root() {
		return this.root;
	}

	Evaluation evaluation() {
		return this.evaluation;
	}

	/** Counts tokens that are looked at, whether they are taken or not. */
	void visited(int tokens) {
		long before = this.visited / TOKENS_PER_STEP;
		this.visited += tokens;
		long steps = this.visited / TOKENS_PER_STEP - before;
		if (steps > 0) {
			this.evaluation.step((int) steps);
		}
	}

	/** Counts tokens a segment begins at or leads to. */
	void found(int tokens) {
		visited(tokens);
		int before = this.found / TOKENS_PER_STEP;
		this.found += tokens;
		if (this.found > MOST_TOKENS) {
			throw new LimitExceededException("The path leads to more than " + MOST_TOKENS + " tokens.");
		}
		if (this.found / TOKENS_PER_STEP > before) {
			this.evaluation.allocate(BYTES_PER_TOKEN * this.found);
		}
	}

}
