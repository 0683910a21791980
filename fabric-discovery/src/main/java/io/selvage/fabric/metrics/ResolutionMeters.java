package io.selvage.fabric.metrics;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.resolution.CacheStatistics;
import io.selvage.fabric.resolution.CachingPartitionResolver;
import io.selvage.fabric.resolution.ResolutionObserver;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one cluster, all tagged {@code cluster}:
 * <ul>
 * <li>{@code selvage.fabric.resolve}: timer of calls to the cluster, tag {@code outcome}
 * ({@code first}, {@code changed}, {@code confirmed}, {@code older}, {@code described} or
 * an error code);
 * <li>{@code selvage.fabric.cache.hits} and {@code .misses}: the warm path;
 * <li>{@code selvage.fabric.cache.partitions}, {@code .services}, {@code .stale}: what
 * the cache holds;
 * <li>{@code selvage.fabric.answer.age}: seconds since the oldest answer in use was
 * confirmed;
 * <li>{@code selvage.fabric.endpoints}: endpoints known, tag {@code service}.
 * </ul>
 */
public final class ResolutionMeters implements ResolutionObserver, AutoCloseable {

	private final MeterRegistry registry;

	private final Tags tags;

	private final Map<String, Timer> timers = new ConcurrentHashMap<>();

	private final Map<FabricServiceName, ServiceGauge> services = new ConcurrentHashMap<>();

	private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();

	/**
	 * Meters of one cluster.
	 * @param registry where they are kept
	 * @param cluster the cluster's name
	 */
	public ResolutionMeters(MeterRegistry registry, String cluster) {
		this.registry = registry;
		this.tags = Tags.of("cluster", cluster);
	}

	/**
	 * Adds the meters that read the cache.
	 * @param resolver whose cache
	 */
	public void watch(CachingPartitionResolver resolver) {
		counter("selvage.fabric.cache.hits", "Resolutions served from the cache", resolver,
				CachingPartitionResolver::hits);
		counter("selvage.fabric.cache.misses", "Resolutions the cache could not serve", resolver,
				CachingPartitionResolver::misses);
		gauge("selvage.fabric.cache.partitions", "Partitions in the cache", resolver, CacheStatistics::partitions);
		gauge("selvage.fabric.cache.services", "Services in the cache", resolver, CacheStatistics::services);
		gauge("selvage.fabric.cache.stale", "Partitions whose last refresh failed", resolver, CacheStatistics::stale);
		replace("selvage.fabric.answer.age");
		this.meters.add(Gauge
			.builder("selvage.fabric.answer.age", resolver,
					(source) -> source.statistics().oldestNanos() / (double) TimeUnit.SECONDS.toNanos(1))
			.description("Time since the oldest answer in use was confirmed by the cluster")
			.baseUnit("seconds")
			.tags(this.tags)
			.register(this.registry));
	}

	private void counter(String name, String description, CachingPartitionResolver resolver,
			ToDoubleFunction<CachingPartitionResolver> value) {
		replace(name);
		this.meters.add(FunctionCounter.builder(name, resolver, value)
			.description(description)
			.tags(this.tags)
			.register(this.registry));
	}

	private void gauge(String name, String description, CachingPartitionResolver resolver,
			ToDoubleFunction<CacheStatistics> value) {
		replace(name);
		this.meters.add(Gauge.builder(name, resolver, (source) -> value.applyAsDouble(source.statistics()))
			.description(description)
			.tags(this.tags)
			.register(this.registry));
	}

	/** A cluster opened anew under its old name takes its meters over. */
	private void replace(String name) {
		this.registry.find(name).tags(this.tags).meters().forEach(this.registry::remove);
	}

	@Override
	public void answered(String outcome, long nanos) {
		timer(outcome).record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void failed(FabricException failure, long nanos) {
		timer(failure.code()).record(nanos, TimeUnit.NANOSECONDS);
	}

	private Timer timer(String outcome) {
		return this.timers.computeIfAbsent(outcome,
				(key) -> Timer.builder("selvage.fabric.resolve")
					.description("Calls to the cluster's naming service")
					.tags(this.tags.and("outcome", key))
					.register(this.registry));
	}

	@Override
	public void endpoints(FabricServiceName service, @Nullable Integer endpoints) {
		if (endpoints == null) {
			ServiceGauge gone = this.services.remove(service);
			if (gone != null) {
				this.registry.remove(gone.meter);
			}
			return;
		}
		this.services.computeIfAbsent(service, this::gauge).value.set(endpoints);
	}

	private ServiceGauge gauge(FabricServiceName service) {
		AtomicInteger value = new AtomicInteger();
		Tags own = this.tags.and("service", service.value());
		this.registry.find("selvage.fabric.endpoints").tags(own).meters().forEach(this.registry::remove);
		Gauge gauge = Gauge.builder("selvage.fabric.endpoints", value, AtomicInteger::get)
			.description("Endpoints known of a service")
			.tags(own)
			.strongReference(true)
			.register(this.registry);
		return new ServiceGauge(gauge, value);
	}

	/**
	 * Removes the meters that look at this cluster, unless another one of the same name
	 * has taken them over. What was counted stays.
	 */
	@Override
	public void close() {
		this.services.values().forEach((gauge) -> this.meters.add(gauge.meter));
		this.registry.getMeters()
			.stream()
			.filter((registered) -> this.meters.stream().anyMatch((mine) -> mine == registered))
			.forEach(this.registry::remove);
	}

	private record ServiceGauge(Meter meter, AtomicInteger value) {
	}

}
