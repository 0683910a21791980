package io.selvage.gateway.target.pool;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * The members of one priority, in a fixed round that gives each its weight and spreads
 * its turns (smooth weighted round robin, computed once). A member that cannot be used
 * loses its turn to the next in the round, so the others keep their proportions.
 */
final class PriorityGroup {

	private final int[] members;

	private final int[] sequence;

	private final AtomicInteger cursor = new AtomicInteger();

	PriorityGroup(int[] members, List<PoolMember> pool) {
		this.members = members;
		this.sequence = sequence(members, pool);
	}

	private static int[] sequence(int[] members, List<PoolMember> pool) {
		int[] weights = new int[members.length];
		int divisor = 0;
		for (int i = 0; i < members.length; i++) {
			weights[i] = pool.get(members[i]).weight();
			divisor = gcd(divisor, weights[i]);
		}
		if (divisor == 0) {
			return members;
		}
		int total = 0;
		for (int i = 0; i < weights.length; i++) {
			weights[i] /= divisor;
			total += weights[i];
		}
		int[] sequence = new int[total];
		int[] credit = new int[weights.length];
		for (int turn = 0; turn < total; turn++) {
			int best = 0;
			for (int i = 0; i < weights.length; i++) {
				credit[i] += weights[i];
				best = (credit[i] > credit[best]) ? i : best;
			}
			credit[best] -= total;
			sequence[turn] = members[best];
		}
		return sequence;
	}

	private static int gcd(int a, int b) {
		return (b == 0) ? a : gcd(b, a % b);
	}

	/**
	 * Takes the next turn of a member that can be used.
	 * @param usable tells whether a member can be used
	 * @return the index of the member in the pool, or -1
	 */
	int next(IntPredicate usable) {
		for (int i = 0; i < this.sequence.length; i++) {
			int turn = Math.floorMod(this.cursor.getAndIncrement(), this.sequence.length);
			if (usable.test(this.sequence[turn])) {
				return this.sequence[turn];
			}
		}
		return -1;
	}

	/**
	 * Returns the members, those of weight zero too.
	 * @return indexes in the pool
	 */
	int[] members() {
		return this.members;
	}

}
