package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.Evaluation;

/**
 * An evaluation without limits.
 */
record Unlimited() implements Evaluation {

	@Override
	public void step(int count) {
	}

	@Override
	public void produce(long length) {
	}

	@Override
	public void allocate(long bytes) {
	}

	@Override
	public long deadlineNanos() {
		return Long.MAX_VALUE;
	}

}
