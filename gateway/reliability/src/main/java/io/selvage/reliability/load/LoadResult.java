package io.selvage.reliability.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What became of the requests of a load.
 *
 * @param answers all of them, in the order they ended
 * @param cores how much of the processors this JVM used meanwhile, 1 being one of them
 */
public record LoadResult(List<Answer> answers, double cores) {

	/**
	 * Returns how many requests there were.
	 * @return their number
	 */
	public int size() {
		return this.answers.size();
	}

	/**
	 * Leaves out some.
	 * @param wanted which to keep
	 * @return the others
	 */
	public LoadResult only(Predicate<Answer> wanted) {
		return new LoadResult(this.answers.stream().filter(wanted).toList(), this.cores);
	}

	/**
	 * Keeps the requests that were due within a time.
	 * @param from its begin, by {@link System#nanoTime()}
	 * @param to its end
	 * @return those requests
	 */
	public LoadResult due(long from, long to) {
		return only((answer) -> answer.due() - from >= 0 && answer.due() - to < 0);
	}

	/**
	 * Counts the requests whose client did not get what it wanted.
	 * @return their number
	 */
	public long failed() {
		return this.answers.stream().filter((answer) -> !answer.good()).count();
	}

	/**
	 * Keeps the requests that may be executed twice.
	 * @return those requests
	 */
	public LoadResult idempotent() {
		return only((answer) -> answer.ask().idempotent());
	}

	/**
	 * Returns a percentile of the time requests took.
	 * @param percentile from 0 to 100
	 * @return ms; 0 without requests
	 */
	public double millis(double percentile) {
		double[] sorted = this.answers.stream().mapToDouble(Answer::millis).sorted().toArray();
		return (sorted.length == 0) ? 0
				: sorted[Math.min(sorted.length - 1, (int) Math.ceil(percentile / 100 * sorted.length) - 1)];
	}

	/**
	 * Returns the longest time a request took.
	 * @return ms; 0 without requests
	 */
	public double slowest() {
		return this.answers.stream().mapToDouble(Answer::millis).max().orElse(0);
	}

	/**
	 * Counts outcomes.
	 * @return by status, or by what happened instead
	 */
	public Map<String, Long> outcomes() {
		return this.answers.stream()
			.collect(Collectors.groupingBy(Answer::outcome, TreeMap::new, Collectors.counting()));
	}

}
