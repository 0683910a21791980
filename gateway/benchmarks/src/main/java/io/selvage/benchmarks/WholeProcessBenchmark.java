package io.selvage.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures the CPU time per request of whole proxy processes.
 * <p>
 * All contenders run at once and take turns: absolute figures drift with the machine, so
 * only ratios within one run are worth anything. Load and upstream have one core, the
 * contender whose turn it is has the other.
 * <p>
 * Arguments: {@code --rounds=N} (5), {@code --seconds=N} per window (6),
 * {@code --warmup=N} seconds each at most (90), {@code --only=name,name}.
 */
public final class WholeProcessBenchmark {

	private static final int CONNECTIONS = 64;

	/** Two windows agree if they differ by less than this part. */
	private static final double STEADY = 0.03;

	private static final int LEAST_WARM_UP_SECONDS = 18;

	private static final String BASELINE = "plain-spring-cloud-gateway";

	private final Map<String, String> options = new LinkedHashMap<>();

	private final Map<String, MeasuredProcess> contenders = new LinkedHashMap<>();

	private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

	private WholeProcessBenchmark(String[] args) {
		for (String arg : args) {
			String[] option = arg.replaceFirst("^--", "").split("=", 2);
			this.options.put(option[0], (option.length > 1) ? option[1] : "");
		}
	}

	/**
	 * Runs the benchmark and prints a table.
	 * @param args see above
	 * @throws Exception if a contender cannot be started or measured
	 */
	public static void main(String[] args) throws Exception {
		new WholeProcessBenchmark(args).run();
	}

	private int option(String name, int ordinary) {
		return Integer.parseInt(this.options.getOrDefault(name, String.valueOf(ordinary)));
	}

	private boolean wanted(String name) {
		String only = this.options.get("only");
		return only == null || name.equals(BASELINE) || List.of(only.split(",")).contains(name);
	}

	private void run() throws Exception {
		Path work = Files.createTempDirectory("selvage-benchmark");
		int upstreamPort = Contenders.freePort();
		Contenders start = new Contenders(work, upstreamPort);
		try (MeasuredProcess upstream = start.upstream();
				NamingStub naming = new NamingStub(upstreamPort);
				Load load = Load.start(work)) {
			startAll(start, work, upstream.port(), naming.port());
			System.out.println("logs and configuration in " + work);
			for (String name : this.contenders.keySet()) {
				warmUp(load, name);
			}
			for (int round = 0; round < option("rounds", 5); round++) {
				List<String> order = new ArrayList<>(this.contenders.keySet());
				if (round % 2 == 1) {
					java.util.Collections.reverse(order);
				}
				for (String name : order) {
					this.samples.computeIfAbsent(name, (key) -> new ArrayList<>())
						.add(measure(load, name, option("seconds", 6)));
				}
			}
			report();
		}
		finally {
			this.contenders.values().forEach(MeasuredProcess::close);
		}
	}

	private void startAll(Contenders start, Path work, int upstreamPort, int namingPort) throws IOException {
		this.contenders.put(BASELINE, start.plain());
		if (wanted("bare-reactor-netty")) {
			this.contenders.put("bare-reactor-netty", start.bare());
		}
		if (wanted("nginx") && Contenders.installed("nginx")) {
			this.contenders.put("nginx", start.nginx());
		}
		if (wanted("haproxy") && Contenders.installed("haproxy")) {
			this.contenders.put("haproxy", start.haproxy());
		}
		for (Scenario scenario : Scenario.values()) {
			addSelvage(start, work, scenario, 1, upstreamPort, namingPort);
		}
		addSelvage(start, work, Scenario.STATIC, 1000, upstreamPort, namingPort);
		addSelvage(start, work, Scenario.STATIC, 10_000, upstreamPort, namingPort);
	}

	private void addSelvage(Contenders start, Path work, Scenario scenario, int operations, int upstreamPort,
			int namingPort) throws IOException {
		String name = "selvage-" + scenario.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + operations;
		if (wanted(name)) {
			Path catalog = Files.createDirectories(work.resolve(name));
			scenario.writeCatalog(catalog, operations, upstreamPort, namingPort);
			this.contenders.put(name, start.selvage(name, catalog));
		}
	}

	/**
	 * Warms a contender up until two windows in a row agree: the just-in-time compilers
	 * take from ten seconds to a minute, and a figure from before that says nothing.
	 */
	private void warmUp(Load load, String name) throws IOException {
		int seconds = option("seconds", 6);
		Sample last = measure(load, name, seconds);
		for (int spent = seconds; spent < option("warmup", 90); spent += seconds) {
			Sample next = measure(load, name, seconds);
			boolean steady = Math.abs(next.cpuMicros() - last.cpuMicros()) < STEADY * last.cpuMicros();
			last = next;
			if (steady && spent >= LEAST_WARM_UP_SECONDS) {
				break;
			}
		}
		System.out.printf(Locale.ROOT, "warm-up %-28s %8.1f µs/request%n", name, last.cpuMicros());
	}

	private Sample measure(Load load, String name, int seconds) throws IOException {
		MeasuredProcess process = this.contenders.get(name);
		if (process == null) {
			throw new IllegalArgumentException(name);
		}
		double before = process.cpuSeconds();
		String[] figures = load.window(process.port(), "/bench/items0/17", seconds, CONNECTIONS);
		long requests = Long.parseLong(figures[0]);
		long errors = Long.parseLong(figures[1]);
		double cpu = (process.cpuSeconds() - before) / Math.max(1, requests) * 1e6;
		return new Sample(requests, errors, cpu, requests / (double) seconds, Double.parseDouble(figures[2]),
				Double.parseDouble(figures[3]), process.residentMebibytes());
	}

	private void report() {
		double baseline = median(this.samples.getOrDefault(BASELINE, List.of()), Sample::cpuMicros);
		System.out.printf(Locale.ROOT, "%n%-32s %10s %6s %10s %8s %8s %8s %7s%n", "contender", "µs CPU/req", "ratio",
				"req/s", "p50 µs", "p99 µs", "RSS MiB", "errors");
		this.samples
			.forEach((name, list) -> System.out.printf(Locale.ROOT, "%-32s %10.1f %6.2f %10.0f %8.0f %8.0f %8.0f %7d%n",
					name, median(list, Sample::cpuMicros), median(list, Sample::cpuMicros) / baseline,
					median(list, Sample::perSecond), median(list, Sample::p50Micros), median(list, Sample::p99Micros),
					median(list, Sample::residentMebibytes), list.stream().mapToLong(Sample::errors).sum()));
	}

	private static double median(List<Sample> list, ToDoubleFunction<Sample> figure) {
		double[] sorted = list.stream().mapToDouble(figure).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
