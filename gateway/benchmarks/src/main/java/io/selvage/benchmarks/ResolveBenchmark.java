package io.selvage.benchmarks;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.fabric.cluster.FabricClusterSettings;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import reactor.core.publisher.Flux;

/**
 * What a resolved partition costs: the time and garbage of asking for it again, and the
 * memory it takes while it is known.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResolveBenchmark {

	private static final FabricServiceName SINGLETON = FabricServiceName.of("fabric:/Bench/Singleton");

	private static final FabricServiceName RANGED = FabricServiceName.of("fabric:/Bench/Ranged");

	private @Nullable SimulatedCluster cluster;

	private @Nullable FabricCluster client;

	private @Nullable PartitionResolver resolver;

	/**
	 * Runs the benchmark, then measures memory.
	 * @param args how many partitions to keep (100,000 by default)
	 * @throws RunnerException if JMH fails
	 */
	public static void main(String[] args) throws RunnerException {
		new Runner(new OptionsBuilder().include(ResolveBenchmark.class.getSimpleName())
			.addProfiler(GCProfiler.class)
			.jvmArgsAppend("-XX:+UseSerialGC")
			.build()).run();
		new ResolveBenchmark().memory((args.length > 0) ? Integer.parseInt(args[0]) : 100_000);
	}

	/** Resolves what will be asked for. */
	@Setup
	public void resolve() {
		start(16);
		Objects.requireNonNull(this.resolver).resolve(SINGLETON, null).block();
		Flux.range(0, 16)
			.concatMap((key) -> Objects.requireNonNull(this.resolver).resolve(RANGED, String.valueOf(key)))
			.blockLast();
	}

	private void start(int partitions) {
		SimulatedCluster started = SimulatedCluster.builder()
			.application("Bench",
					(application) -> application
						.stateless("Singleton", (service) -> service.singleton().instances(3).listener("", Scheme.HTTP))
						.stateful("Ranged",
								(service) -> service.int64Range(partitions, 0, partitions - 1L)
									.replicas(3)
									.fixedAddress("{\"Endpoints\":{\"\":\"http://10.0.0.4:20008\"}}")))
			.start();
		this.cluster = started;
		FabricCluster opened = FabricCluster
			.open(FabricClusterSettings.of("benchmark", List.of(URI.create(started.namingEndpoint().toString()))));
		this.client = opened;
		this.resolver = opened.resolver();
	}

	/** Closes everything. */
	@TearDown
	public void close() {
		Objects.requireNonNull(this.client).close();
		Objects.requireNonNull(this.cluster).close();
	}

	/**
	 * A singleton service that is known.
	 * @return the answer
	 */
	@Benchmark
	public @Nullable Resolution warmSingleton() {
		return Objects.requireNonNull(this.resolver).cached(SINGLETON, null);
	}

	/**
	 * A ranged service that is known.
	 * @return the answer
	 */
	@Benchmark
	public @Nullable Resolution warmInt64Range() {
		return Objects.requireNonNull(this.resolver).cached(RANGED, "7");
	}

	private void memory(int partitions) {
		start(partitions);
		PartitionResolver asked = Objects.requireNonNull(this.resolver);
		asked.resolve(RANGED, "0").block();
		long before = usedBytes();
		Flux.range(1, partitions - 1).flatMap((key) -> asked.resolve(RANGED, String.valueOf(key)), 64).blockLast();
		long after = usedBytes();
		System.out.printf(Locale.ROOT, "memory: %,d partitions known, %.0f bytes each%n", partitions,
				(after - before) / (double) (partitions - 1));
		close();
	}

	private static long usedBytes() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
