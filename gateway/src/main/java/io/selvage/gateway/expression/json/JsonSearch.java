package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.LimitExceededException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a JSONPath expression: nested scans would otherwise grow without bound.
 */
final class JsonSearch {

	private static final int MOST_TOKENS = 200_000;

	private static final int TOKENS_PER_STEP = 64;

	/** The list that grows is copied to a larger one. */
	private static final long BYTES_PER_TOKEN = 12;

	private final JToken root;

	private final @Nullable Evaluation evaluation;

	private int visited;

	/**
	 * Begins a search.
	 * @param root what {@code $} means
	 * @param evaluation whose budget applies, or null
	 */
	JsonSearch(JToken root, @Nullable Evaluation evaluation) {
		this.root = root;
		this.evaluation = evaluation;
	}

	JToken root() {
		return this.root;
	}

	void visited(int tokens) {
		int before = this.visited / TOKENS_PER_STEP;
		this.visited += tokens;
		if (this.visited > MOST_TOKENS) {
			throw new LimitExceededException("The path visits more than " + MOST_TOKENS + " tokens.");
		}
		if (this.evaluation != null && this.visited / TOKENS_PER_STEP > before) {
			this.evaluation.step(this.visited / TOKENS_PER_STEP - before);
			this.evaluation.allocate(BYTES_PER_TOKEN * this.visited);
		}
	}

}
