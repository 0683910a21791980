package io.selvage.fabric.resolution;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.naming.NamingClient;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The resolver with its cache.
 * <p>
 * <b>Finding.</b> A service has a table of its partitions, made once its scheme is known;
 * the table leads from the text of a key to the partition's entry without allocation. One
 * answer about a range serves every key in it.
 * <p>
 * <b>Freshness.</b> The first answer about a partition may be old, for a node answers
 * from its own cache; every later question carries the last version, which makes the node
 * look. Partitions in use are asked for in the background ({@link BackgroundRefresh});
 * one that has fallen asleep is asked for once before its answer is used again. Versions
 * never go back: {@link PartitionEntry#accept}.
 * <p>
 * <b>Failure.</b> An answer in use stays in use until the cluster replaces it or says
 * twice that the service is gone. While the cluster can't answer, it is asked with
 * back-off per partition ({@link FailureMemory}), answers are marked stale, and nobody
 * waits who holds an answer.
 * <p>
 * <b>Load.</b> One call per partition at a time ({@link Flight}), a limited number in all
 * ({@link CallGate}), complaints and background calls each at a pace ({@link Pace}).
 */
public final class CachingPartitionResolver implements PartitionResolver, AutoCloseable {

	/** How long a sleeping partition's caller waits before the old answer must do. */
	private static final Duration WAKE_LIMIT = Duration.ofMillis(250);

	private final Map<FabricServiceName, ServiceEntry> services = new ConcurrentHashMap<>();

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	private final CacheSettings settings;

	private final long expiryNanos;

	private final ResolverTime time;

	private final ResolutionObserver observer;

	private final PartitionCalls calls;

	private final BackgroundRefresh refresh;

	private final Disposable sweep;

	/**
	 * A resolver with an empty cache.
	 * @param naming whom to ask
	 * @param settings how answers are kept
	 * @param refreshSettings how they stay fresh
	 * @param time timers and clock
	 * @param observer hears of calls
	 */
	public CachingPartitionResolver(NamingClient naming, CacheSettings settings, RefreshSettings refreshSettings,
			ResolverTime time, ResolutionObserver observer) {
		this.settings = settings;
		this.expiryNanos = settings.expiry().toNanos();
		this.time = time;
		this.observer = observer;
		this.calls = new PartitionCalls(naming, settings, time, observer, this::answered);
		this.refresh = new BackgroundRefresh(refreshSettings, time, this.calls::ask);
		this.sweep = time.every(this.expiryNanos / 10, this::sweep);
	}

	private void answered(PartitionEntry entry) {
		this.refresh.start(entry);
	}

	@Override
	public void close() {
		this.sweep.dispose();
		this.refresh.close();
		this.services.clear();
	}

	@Override
	public @Nullable Resolution cached(FabricServiceName service, @Nullable String partitionKey) {
		Resolution answer = warm(service, partitionKey);
		if (answer != null) {
			this.hits.increment();
		}
		return answer;
	}

	private @Nullable Resolution warm(FabricServiceName service, @Nullable String partitionKey) {
		PartitionEntry entry = find(service, partitionKey);
		return (entry != null) ? entry.warm(this.time.now(), this.expiryNanos) : null;
	}

	private @Nullable PartitionEntry find(FabricServiceName service, @Nullable String partitionKey) {
		ServiceEntry entry = this.services.get(service);
		PartitionTable table = (entry != null) ? entry.table() : null;
		return (table != null) ? table.find(partitionKey) : null;
	}

	@Override
	public Mono<Resolution> resolve(FabricServiceName service, @Nullable String partitionKey) {
		return Mono.defer(() -> {
			Resolution answer = cached(service, partitionKey);
			if (answer != null) {
				return Mono.just(answer);
			}
			this.misses.increment();
			ServiceEntry entry = service(service);
			return locate(entry, partitionKey).flatMap(this::obtain)
				.onErrorResume(FabricException.InvalidPartitionKey.class, (ex) -> secondLook(entry, partitionKey, ex))
				.timeout(this.settings.waitLimit(), Mono.error(() -> late(service)), this.time.scheduler());
		});
	}

	private FabricException late(FabricServiceName service) {
		return new FabricException.Timeout("TIMEOUT",
				"the cluster did not answer about " + service + " within " + this.settings.waitLimit());
	}

	private ServiceEntry service(FabricServiceName name) {
		return this.services.computeIfAbsent(name, (key) -> new ServiceEntry(key, this.time.now()));
	}

	private Mono<PartitionEntry> locate(ServiceEntry service, @Nullable String partitionKey) {
		long now = this.time.now();
		FabricException absence = service.absence(now);
		if (absence != null) {
			return Mono.error(absence);
		}
		PartitionTable table = service.table();
		if (table != null) {
			return Mono.fromSupplier(() -> table.get(partitionKey));
		}
		if (partitionKey == null || partitionKey.isEmpty()) {
			return Mono.just(service.guess());
		}
		return table(service).map((known) -> known.get(partitionKey));
	}

	private Mono<PartitionTable> table(ServiceEntry service) {
		FabricException restraint = service.failures().restraint(this.time.now());
		return (restraint != null) ? Mono.error(restraint) : this.calls.describe(service);
	}

	/** The service may have got other partitions since it was described. */
	private Mono<Resolution> secondLook(ServiceEntry service, @Nullable String partitionKey, FabricException refusal) {
		boolean looked = service.describedWithin(this.settings.notFoundExpiry().toNanos(), this.time.now());
		return looked ? Mono.error(refusal)
				: table(service).map((table) -> table.get(partitionKey)).flatMap(this::obtain);
	}

	private Mono<Resolution> obtain(PartitionEntry entry) {
		long now = this.time.now();
		if (entry.isUnusedFor(this.expiryNanos, now)) {
			this.calls.expire(entry);
		}
		entry.use(now);
		Resolution held = entry.held();
		if (held == null) {
			FabricException restraint = entry.failures().restraint(now);
			return (restraint != null) ? Mono.error(restraint) : this.calls.ask(entry);
		}
		if (!entry.isDormant()) {
			return Mono.just(held);
		}
		return askOrKeep(entry, held, WAKE_LIMIT).doOnNext((answer) -> {
			entry.wake();
			this.refresh.start(entry);
		});
	}

	/** Asks the cluster, but makes do with the answer held if it can't tell in time. */
	private Mono<Resolution> askOrKeep(PartitionEntry entry, Resolution held, Duration limit) {
		if (entry.failures().restraint(this.time.now()) != null) {
			return Mono.just(latest(entry, held));
		}
		return this.calls.ask(entry)
			.timeout(limit, Mono.empty(), this.time.scheduler())
			.onErrorResume(FabricException.class, (ex) -> ex.definitive() ? Mono.error(ex) : Mono.empty())
			.switchIfEmpty(Mono.fromSupplier(() -> latest(entry, held)));
	}

	private static Resolution latest(PartitionEntry entry, Resolution otherwise) {
		Resolution held = entry.held();
		return (held != null) ? held : otherwise;
	}

	@Override
	public Mono<Resolution> refresh(Resolution previous) {
		return Mono.defer(() -> {
			PartitionEntry entry = find(previous.service(), previous.partition().key().text());
			boolean asking = entry != null && entry.flight().inProgress();
			Resolution held = (entry != null) ? entry.held() : null;
			if (entry == null || held == null) {
				return resolve(previous.service(), previous.partition().key().text());
			}
			long now = this.time.now();
			entry.use(now);
			if (held.supersedes(previous)) {
				return Mono.just(held);
			}
			if (!asking && !entry.mayComplain(now)) {
				return Mono.just(held);
			}
			return askOrKeep(entry, held, this.settings.waitLimit());
		});
	}

	@Override
	public Mono<Resolution> awaitNewer(Resolution previous, Duration deadline) {
		return Mono.defer(() -> await(previous, this.time.now() + deadline.toNanos(), 1));
	}

	private Mono<Resolution> await(Resolution previous, long deadlineNanos, int attempt) {
		return refresh(previous)
			.onErrorResume(FabricException.class, (ex) -> ex.definitive() ? Mono.error(ex) : Mono.just(previous))
			.flatMap((answer) -> {
				long left = deadlineNanos - this.time.now();
				if (answer.supersedes(previous) || left <= 0) {
					return Mono.just(answer);
				}
				long wait = Math.min(left, Backoff.FAILOVER.nanos(attempt));
				return this.time.delay(Duration.ofNanos(wait))
					.then(Mono.defer(() -> await(previous, deadlineNanos, attempt + 1)));
			});
	}

	@Override
	public void suspect(Resolution resolution) {
		PartitionEntry entry = find(resolution.service(), resolution.partition().key().text());
		Resolution held = (entry != null) ? entry.held() : null;
		if (entry == null || held == null || held.supersedes(resolution)) {
			return;
		}
		long wait = entry.suspect(this.time.now());
		if (wait >= 0) {
			this.time.after(wait, () -> {
				entry.suspicionSettled();
				if (entry.held() != null && entry.failures().restraint(this.time.now()) == null) {
					this.calls.ask(entry).subscribe((answer) -> {
					}, (failure) -> {
					});
				}
			});
		}
	}

	@Override
	public Flux<Resolution> resolveAll(FabricServiceName service) {
		return Flux.defer(() -> {
			ServiceEntry entry = service(service);
			PartitionTable known = entry.table();
			FabricException absence = entry.absence(this.time.now());
			Mono<PartitionTable> table = (absence != null) ? Mono.error(absence)
					: (known != null) ? Mono.just(known) : table(entry);
			return table.flatMapIterable(PartitionTable::keys)
				.flatMapSequential((key) -> resolve(service, key), this.settings.maxConcurrentCalls());
		});
	}

	private void sweep() {
		long now = this.time.now();
		this.services.forEach((name, service) -> {
			AtomicInteger left = new AtomicInteger();
			PartitionTable table = service.table();
			if (table != null) {
				table.forEach((entry) -> {
					if (entry.isUnusedFor(this.expiryNanos, now)) {
						this.calls.expire(entry);
						table.remove(entry);
					}
					else {
						left.incrementAndGet();
					}
				});
			}
			if (left.get() == 0 && service.guess().isUnusedFor(this.expiryNanos, now)
					&& !service.description().inProgress() && this.services.remove(name, service)) {
				this.observer.endpoints(name, null);
			}
		});
	}

	/**
	 * How often the warm path had an answer.
	 * @return the number of hits since the start
	 */
	public long hits() {
		return this.hits.sum();
	}

	/**
	 * How often it had none.
	 * @return the number of misses since the start
	 */
	public long misses() {
		return this.misses.sum();
	}

	/**
	 * Looks at every cached partition.
	 * @return the state of the cache
	 */
	public CacheStatistics statistics() {
		long now = this.time.now();
		StatisticsCounter counter = new StatisticsCounter(now);
		for (ServiceEntry service : this.services.values()) {
			PartitionTable table = service.table();
			if (table != null) {
				table.forEach(counter::add);
			}
		}
		return counter.total(this.services.size());
	}

}
