package io.selvage.gateway.expression.core;

/**
 * The pseudo-random numbers of .NET: Knuth's subtractive generator, so that a seed gives
 * the same sequence as there.
 */
final class NetRandom {

	private static final int SEED = 161803398;

	private final int[] state = new int[56];

	private int next;

	private int nextPair = 21;

	NetRandom(int seed) {
		int subtraction = (seed == Integer.MIN_VALUE) ? Integer.MAX_VALUE : Math.abs(seed);
		int value = SEED - subtraction;
		this.state[55] = value;
		int step = 1;
		for (int i = 1; i < 55; i++) {
			int place = (21 * i) % 55;
			this.state[place] = step;
			step = value - step;
			if (step < 0) {
				step += Integer.MAX_VALUE;
			}
			value = this.state[place];
		}
		for (int round = 1; round < 5; round++) {
			for (int i = 1; i < 56; i++) {
				this.state[i] -= this.state[1 + (i + 30) % 55];
				if (this.state[i] < 0) {
					this.state[i] += Integer.MAX_VALUE;
				}
			}
		}
	}

	private int sample() {
		this.next = (this.next + 1 >= 56) ? 1 : this.next + 1;
		this.nextPair = (this.nextPair + 1 >= 56) ? 1 : this.nextPair + 1;
		int value = this.state[this.next] - this.state[this.nextPair];
		if (value == Integer.MAX_VALUE) {
			value--;
		}
		if (value < 0) {
			value += Integer.MAX_VALUE;
		}
		this.state[this.next] = value;
		return value;
	}

	int next() {
		return sample();
	}

	double nextDouble() {
		return sample() * (1.0 / Integer.MAX_VALUE);
	}

	int next(int min, int max) {
		long range = (long) max - min;
		if (range <= Integer.MAX_VALUE) {
			return (int) (nextDouble() * range) + min;
		}
		int value = sample();
		boolean negative = sample() % 2 == 0;
		double large = ((negative ? -value : value) + (Integer.MAX_VALUE - 1)) / (2.0 * Integer.MAX_VALUE - 1);
		return (int) ((long) (large * range) + min);
	}

	void nextBytes(byte[] bytes) {
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (sample() % 256);
		}
	}

}
