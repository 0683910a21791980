package io.selvage.gateway.expression.types;

/**
 * An evaluation without limits.
 */
public class Unlimited implements Evaluation {

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
	public void weighInput() {
	}

	@Override
	public void checkTime() {
	}

}
