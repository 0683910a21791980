package io.selvage.catalog.secret;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

import io.selvage.catalog.ReferencedValues;
import io.selvage.catalog.certificate.PfxFile;
import io.selvage.catalog.certificate.UnusableCertificateException;
import io.selvage.catalog.entity.Certificate;
import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Everything secrets can be fetched from. Remembers how the last attempt for each
 * reference ended; the values themselves are only kept by the catalog's snapshot.
 */
public final class KeyVaults implements ReferencedValues {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaults.class);

	private static final int AT_ONCE = 16;

	private final List<SecretSource> sources;

	private final Duration patience;

	private final Clock clock;

	private final @Nullable SealedValues copy;

	private final Map<KeyVaultReference, KeyVaultStatus> statuses = new ConcurrentHashMap<>();

	private final LongAdder successes = new LongAdder();

	private final LongAdder failures = new LongAdder();

	/**
	 * Creates them.
	 * @param sources the sources; the first that knows an identifier is asked
	 * @param patience how long an answer is waited for
	 * @param clock the wall clock
	 * @param copy the last values, for a start while a vault is away; null: none are kept
	 */
	public KeyVaults(List<SecretSource> sources, Duration patience, Clock clock, @Nullable SealedValues copy) {
		this.sources = List.copyOf(sources);
		this.patience = patience;
		this.clock = clock;
		this.copy = copy;
	}

	@Override
	public Map<KeyVaultReference, Secret> get(Set<Use> wanted) {
		Map<KeyVaultReference, Secret> values = new HashMap<>(await(fetchAll(wanted)));
		if (this.copy != null && values.size() < wanted.size()) {
			Map<KeyVaultReference, Secret> last = this.copy.read();
			wanted.forEach((use) -> {
				Secret value = last.get(use.reference());
				if (value != null) {
					values.putIfAbsent(use.reference(), value);
				}
			});
		}
		return values;
	}

	/**
	 * Not {@code block()}, which Reactor refuses on the store's thread for being one of
	 * its own; nothing but the store waits there.
	 */
	private Map<KeyVaultReference, Secret> await(Mono<Map<KeyVaultReference, Secret>> fetched) {
		try {
			return fetched.toFuture().get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Map.of();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Fetches secrets and remembers how it ended.
	 * @param uses what is wanted
	 * @return the values that could be had and used
	 */
	Mono<Map<KeyVaultReference, Secret>> fetchAll(Set<Use> uses) {
		return Flux.fromIterable(uses)
			.flatMap((use) -> fetch(use).map((value) -> Map.entry(use.reference(), value)), AT_ONCE)
			.collectMap(Map.Entry::getKey, Map.Entry::getValue);
	}

	private Mono<Secret> fetch(Use use) {
		KeyVaultReference reference = use.reference();
		return Mono.defer(() -> source(reference).fetch(reference))
			.timeout(this.patience)
			.publishOn(Schedulers.boundedElastic())
			.switchIfEmpty(Mono.error(() -> new SecretException("The vault gave nothing.")))
			.doOnNext((value) -> requireUsable(use, value))
			.doOnNext((value) -> succeeded(reference))
			.onErrorResume((error) -> {
				failed(reference, reason(error));
				return Mono.empty();
			});
	}

	private SecretSource source(KeyVaultReference reference) {
		return this.sources.stream()
			.filter((source) -> source.supports(reference.secretIdentifier()))
			.findFirst()
			.orElseThrow(() -> new SecretException("No source of secrets is set up for '" + reference.secretIdentifier()
					+ "'; see selvage.catalog.key-vault."));
	}

	private static void requireUsable(Use use, Secret value) {
		if (value.reveal().isEmpty()) {
			throw new SecretException("The secret is empty.");
		}
		if (use.certificate()) {
			PfxFile.open(new Certificate(use.reference().secretIdentifier(), value, null, null, use.reference()));
		}
	}

	private String reason(Throwable error) {
		if (error instanceof TimeoutException) {
			return "There was no answer within " + this.patience.toMillis() + " ms.";
		}
		boolean ours = error instanceof SecretException || error instanceof UnusableCertificateException;
		return ours ? String.valueOf(error.getMessage()) : "It failed with " + error.getClass().getSimpleName() + ".";
	}

	private void succeeded(KeyVaultReference reference) {
		this.successes.increment();
		KeyVaultStatus before = this.statuses.put(reference, KeyVaultStatus.success(this.clock.instant()));
		if (before != null && before.isFailed()) {
			logger.info("The secret '{}' can be read again.", reference.secretIdentifier());
		}
	}

	/**
	 * Remembers that a value could not be had or used.
	 * @param reference the reference
	 * @param reason what is wrong, without the value
	 */
	void failed(KeyVaultReference reference, String reason) {
		this.failures.increment();
		KeyVaultStatus before = this.statuses.put(reference, KeyVaultStatus.failure(reason, this.clock.instant()));
		if (before == null || !reason.equals(before.message())) {
			logger.warn("The secret '{}' cannot be read: {}", reference.secretIdentifier(), reason);
		}
	}

	Duration interval(KeyVaultReference reference, Duration usual) {
		return this.sources.stream()
			.filter((source) -> source.supports(reference.secretIdentifier()))
			.findFirst()
			.map((source) -> source.interval(usual))
			.orElse(usual);
	}

	/** Keeps the values for the next start, and nothing of what is not used any more. */
	void keep(Map<KeyVaultReference, Secret> values) {
		this.statuses.keySet()
			.removeIf((reference) -> !values.containsKey(reference)
					&& !this.statuses.getOrDefault(reference, KeyVaultStatus.success(this.clock.instant())).isFailed());
		if (this.copy != null) {
			this.copy.write(values);
		}
	}

	/** Encrypts the copy of the last values with the active key. */
	public void rotateKeys() {
		if (this.copy != null) {
			this.copy.rotate();
		}
	}

	/**
	 * Tells how the last attempt ended.
	 * @param reference the reference
	 * @return the status; null if there was none
	 */
	public @Nullable KeyVaultStatus status(KeyVaultReference reference) {
		return this.statuses.get(reference);
	}

	/**
	 * Counts the references whose last attempt failed.
	 * @return the number
	 */
	public long failing() {
		return this.statuses.values().stream().filter(KeyVaultStatus::isFailed).count();
	}

	/**
	 * Counts attempts since the start.
	 * @param success which
	 * @return the number
	 */
	public long attempts(boolean success) {
		return success ? this.successes.sum() : this.failures.sum();
	}

}
