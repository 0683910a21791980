package io.selvage.catalog.secret;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.ReferencedValues.Use;
import io.selvage.catalog.entity.Certificate;
import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Asks vaults again from time to time, and when told to, and serves what they say. A
 * value that cannot be had, or that the catalog refuses because a policy does not compile
 * with it, changes nothing but the status.
 */
public final class KeyVaultRefresh implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaultRefresh.class);

	/** How often to look whether something is due. */
	private static final Duration TICK = Duration.ofSeconds(1);

	/** What a vault did not give is asked for sooner than usual. */
	private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

	private final Catalog catalog;

	private final KeyVaults vaults;

	private final Duration interval;

	private final LongSupplier nanoTime;

	private final Map<KeyVaultReference, Long> asked = new ConcurrentHashMap<>();

	private final Scheduler worker = Schedulers.newBoundedElastic(1, 100_000, "key-vault-refresh", 60, true);

	private final Disposable.Composite running = Disposables.composite();

	private Map<KeyVaultReference, Secret> kept = Map.of();

	/**
	 * Creates it.
	 * @param catalog what is served
	 * @param vaults where values come from
	 * @param interval how often a vault is asked
	 * @param nanoTime the monotonic clock
	 */
	public KeyVaultRefresh(Catalog catalog, KeyVaults vaults, Duration interval, LongSupplier nanoTime) {
		this.catalog = catalog;
		this.vaults = vaults;
		this.interval = interval;
		this.nanoTime = nanoTime;
	}

	/** Begins to ask. */
	public void start() {
		this.running.add(Flux.interval(TICK, this.worker)
			.onBackpressureDrop()
			.concatMap((tick) -> refresh(due()).onErrorResume((error) -> {
				logger.error("Refreshing secrets failed; it is tried again.", error);
				return Mono.empty();
			}), 1)
			.subscribe());
		this.running.add(this.catalog.changes().publishOn(this.worker).subscribe(this::keep));
	}

	/**
	 * What is due now: never asked by us (the catalog did, a moment ago), or long ago.
	 */
	private Set<Use> due() {
		Set<Use> references = this.catalog.current().vaultReferences();
		Set<Use> due = new HashSet<>();
		long now = this.nanoTime.getAsLong();
		Set<KeyVaultReference> used = new HashSet<>();
		for (Use use : references) {
			KeyVaultReference reference = use.reference();
			used.add(reference);
			Long last = this.asked.putIfAbsent(reference, now);
			if (last != null && now - last >= wait(reference).toNanos()) {
				due.add(use);
			}
		}
		this.asked.keySet().retainAll(used);
		return due;
	}

	private Duration wait(KeyVaultReference reference) {
		Duration usual = this.vaults.interval(reference, this.interval);
		KeyVaultStatus status = this.vaults.status(reference);
		boolean soon = status != null && status.isFailed() && usual.compareTo(AFTER_FAILURE) > 0;
		return soon ? AFTER_FAILURE : usual;
	}

	/**
	 * Asks for the value of one resource now, and serves it.
	 * @param id a named value or certificate
	 * @return completes when it is served, or could not be had, which its status says
	 */
	public Mono<Void> refresh(ResourceId id) {
		NamedValue named = this.catalog.current().entity(id, NamedValue.class);
		Certificate certificate = this.catalog.current().entity(id, Certificate.class);
		KeyVaultReference reference = (named != null) ? named.keyVault()
				: (certificate != null) ? certificate.keyVault() : null;
		return (reference == null) ? Mono.empty()
				: refresh(Set.of(new Use(reference, certificate != null))).subscribeOn(this.worker);
	}

	private Mono<Void> refresh(Set<Use> uses) {
		if (uses.isEmpty()) {
			return Mono.empty();
		}
		long now = this.nanoTime.getAsLong();
		uses.forEach((use) -> this.asked.put(use.reference(), now));
		return this.vaults.fetchAll(uses).publishOn(this.worker).doOnNext(this::serve).then();
	}

	private void serve(Map<KeyVaultReference, Secret> values) {
		Map<KeyVaultReference, Secret> changed = new HashMap<>(values);
		CatalogSnapshot current = this.catalog.current();
		changed.entrySet().removeIf((entry) -> Objects.equals(current.vaultValue(entry.getKey()), entry.getValue()));
		if (changed.isEmpty()) {
			return;
		}
		if (refusal(changed) != null) {
			// One of them is to blame; the others shall not wait for it.
			changed.forEach((reference, value) -> {
				String refusal = refusal(Map.of(reference, value));
				if (refusal != null) {
					this.vaults.failed(reference, refusal);
				}
			});
		}
	}

	private @Nullable String refusal(Map<KeyVaultReference, Secret> values) {
		try {
			this.catalog.apply(Changes.values(values));
			logger.info("{} secret(s) changed in their vaults and are served.", values.size());
			return null;
		}
		catch (CatalogException refused) {
			return "The new value cannot be used: " + refused.getMessage();
		}
	}

	private void keep(CatalogSnapshot snapshot) {
		Map<KeyVaultReference, Secret> values = new HashMap<>();
		snapshot.vaultReferences().forEach((use) -> {
			Secret value = snapshot.vaultValue(use.reference());
			if (value != null) {
				values.put(use.reference(), value);
			}
		});
		if (!values.equals(this.kept)) {
			this.kept = values;
			this.vaults.keep(values);
		}
	}

	@Override
	public void close() {
		this.running.dispose();
		this.worker.dispose();
	}

}
