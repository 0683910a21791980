package io.selvage.benchmarks;

import java.util.ArrayList;
import java.util.List;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures policies and expressions (JMH) and holds them to their goals: the resolve
 * condition of the Service Fabric tutorial within 150 ns, ten typical statements with the
 * context they run in within 2 µs, nothing allocated by conditions that do not hold. Ends
 * with status 1 if a goal is missed. {@code --seconds=N} says how long each of five
 * iterations lasts.
 */
public final class PolicyGoals {

	private PolicyGoals() {
	}

	public static void main(String[] args) throws RunnerException {
		int seconds = 2;
		for (String arg : args) {
			seconds = arg.startsWith("--seconds=") ? Integer.parseInt(arg.substring(10)) : seconds;
		}
		List<String> missed = new ArrayList<>();
		for (RunResult result : new Runner(new OptionsBuilder().include(PolicyPlanBenchmark.class.getSimpleName())
			.include(ExpressionBenchmark.class.getSimpleName())
			.addProfiler(GCProfiler.class)
			.jvmArgsAppend("-XX:+UseSerialGC")
			.forks(1)
			.warmupIterations(5)
			.warmupTime(TimeValue.seconds(seconds))
			.measurementIterations(5)
			.measurementTime(TimeValue.seconds(seconds))
			.build()).run()) {
			judge(result, missed);
		}
		missed.forEach(System.out::println);
		System.exit(missed.isEmpty() ? 0 : 1);
	}

	private static void judge(RunResult result, List<String> missed) {
		String name = result.getPrimaryResult().getLabel();
		double nanos = result.getPrimaryResult().getScore();
		Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
		double bytes = (allocated != null) ? allocated.getScore() : Double.NaN;
		double mostNanos = switch (name) {
			case "seedCondition" -> 150;
			case "tenStatements" -> 2_000;
			default -> Double.MAX_VALUE;
		};
		if (nanos > mostNanos) {
			missed.add("MISSED " + name + ": " + nanos + " ns, at most " + mostNanos);
		}
		// What JMH itself allocates shows as a thousandth of a byte per operation.
		if ((name.endsWith("Condition") || name.equals("conditionsThatDoNotHold")) && bytes >= 1) {
			missed.add("MISSED " + name + ": " + bytes + " bytes allocated, none allowed");
		}
	}

}
