package io.selvage.fabric.resolution;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.ResolutionVersion;
import io.selvage.fabric.naming.NamingClient;
import io.selvage.fabric.naming.PartitionInfo;
import io.selvage.fabric.naming.ServiceDescription.Partitioning;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Asks the cluster about services and partitions, one call per question at a time, and
 * writes down what comes of it.
 */
final class PartitionCalls {

	private final NamingClient naming;

	private final CacheSettings settings;

	private final ResolverTime time;

	private final ResolutionObserver observer;

	private final CallGate gate;

	private final Consumer<PartitionEntry> onAnswer;

	PartitionCalls(NamingClient naming, CacheSettings settings, ResolverTime time, ResolutionObserver observer,
			Consumer<PartitionEntry> onAnswer) {
		this.naming = naming;
		this.settings = settings;
		this.time = time;
		this.observer = observer;
		this.gate = new CallGate(settings.maxConcurrentCalls());
		this.onAnswer = onAnswer;
	}

	/** Resolves a partition, with the last version if there is one. */
	Mono<Resolution> ask(PartitionEntry entry) {
		return entry.flight().join(() -> {
			long started = this.time.now();
			entry.asking(started);
			Resolution held = entry.held();
			return resolve(entry, (held != null) ? held.version() : null)
				.onErrorResume(FabricException.MetadataMismatch.class, (ex) -> resolve(entry, null))
				.onErrorResume(FabricException.DoesNotExist.class, (ex) -> confirm(resolve(entry, null)))
				.onErrorMap(PartitionCalls::typed)
				.map((answer) -> accept(entry, answer, started))
				.doOnError(FabricException.class, (ex) -> refused(entry, ex, started));
		});
	}

	private Mono<Resolution> resolve(PartitionEntry entry, @Nullable ResolutionVersion version) {
		ServiceEntry service = entry.service();
		return this.gate.run(service, Mono.defer(() -> this.naming.resolve(service.name(), entry.key(), version)))
			.switchIfEmpty(Mono.error(() -> new FabricException.InvalidAnswer("the answer is empty")));
	}

	/** Clusters deny services falsely for a moment after nodes restart. */
	private <T> Mono<T> confirm(Mono<T> again) {
		return this.time.delay(this.settings.notFoundConfirmation()).then(again);
	}

	private static Throwable typed(Throwable failure) {
		return (failure instanceof FabricException) ? failure
				: new FabricException.ClusterError("UNEXPECTED", 0, "unexpected failure: " + failure);
	}

	private Resolution accept(PartitionEntry entry, Resolution answer, long started) {
		ServiceEntry service = entry.service();
		PartitionEntry.Acceptance acceptance = entry.accept(answer);
		entry.failures().succeeded();
		entry.wake();
		if (entry == service.guess()) {
			service.confirmGuess();
		}
		PartitionTable table = service.table();
		boolean listed = table != null && table.find(entry.key().text()) == entry;
		if (table != null && listed && !table.agrees(entry, answer.partition())) {
			relist(service);
		}
		count(service, acceptance.growth());
		this.observer.answered(acceptance.kind().name().toLowerCase(Locale.ROOT), this.time.now() - started);
		this.onAnswer.accept(entry);
		return acceptance.held();
	}

	private void refused(PartitionEntry entry, FabricException reason, long started) {
		long now = this.time.now();
		ServiceEntry service = entry.service();
		if (reason instanceof FabricException.PartitionDoesNotExist
				|| (reason instanceof FabricException.InvalidPartitionKey && entry.held() != null)) {
			count(service, -service.forget());
		}
		else if (reason instanceof FabricException.DoesNotExist || reason instanceof FabricException.InvalidName) {
			gone(service, reason, now);
		}
		else if (!(reason instanceof FabricException.InvalidPartitionKey)) {
			entry.failed(reason, now);
		}
		this.observer.failed(reason, now - started);
	}

	private void gone(ServiceEntry service, FabricException reason, long now) {
		count(service, -service.leave(reason, now + this.settings.notFoundExpiry().toNanos()));
	}

	private void count(ServiceEntry service, int growth) {
		if (growth != 0) {
			this.observer.endpoints(service.name(), service.countEndpoints(growth));
		}
	}

	/** Drops an answer nobody asked for in a long time. */
	void expire(PartitionEntry entry) {
		count(entry.service(), -entry.drop());
	}

	/** Finds out how a service is partitioned. */
	Mono<PartitionTable> describe(ServiceEntry service) {
		return service.description().join(() -> {
			long started = this.time.now();
			Mono<PartitionTable> call = this.gate
				.run(service, Mono.defer(() -> this.naming.description(service.name())))
				.switchIfEmpty(Mono.error(() -> new FabricException.InvalidAnswer("the answer is empty")))
				.map((description) -> table(service, description.partitioning()));
			return described(service, started,
					call.onErrorResume(FabricException.DoesNotExist.class, (ex) -> confirm(call)));
		});
	}

	/**
	 * Takes the ranges from the list of partitions, should they be cut in another way.
	 */
	private void relist(ServiceEntry service) {
		service.description().join(() -> {
			Mono<PartitionTable> call = this.gate
				.run(service, Mono
					.defer(() -> this.naming.partitions(service.name()).map(PartitionInfo::partition).collectList()))
				.map((partitions) -> {
					if (partitions.isEmpty()) {
						throw new FabricException.InvalidAnswer(service.name() + " has no partition");
					}
					boolean ranges = partitions.get(0).scheme() == PartitionScheme.INT64_RANGE;
					return ranges ? Int64RangeTable.of(service.name().value(), partitions, (key) -> entry(service, key))
							: table(service, new Partitioning(partitions.get(0).scheme(), partitions.size(), 0, 0,
									partitions.stream().flatMap((one) -> Stream.ofNullable(one.name())).toList()));
				});
			return described(service, this.time.now(), call);
		}).subscribe((table) -> {
		}, (failure) -> {
		});
	}

	private Mono<PartitionTable> described(ServiceEntry service, long started, Mono<PartitionTable> call) {
		return call.onErrorMap(PartitionCalls::typed).doOnNext((table) -> {
			count(service, -service.use(table, this.time.now()));
			this.observer.answered("described", this.time.now() - started);
			service.failures().succeeded();
		}).doOnError(FabricException.class, (ex) -> {
			if (ex.definitive()) {
				gone(service, ex, this.time.now());
			}
			else {
				service.failures().failed(ex, this.time.now());
			}
			this.observer.failed(ex, this.time.now() - started);
		});
	}

	private PartitionTable table(ServiceEntry service, Partitioning partitioning) {
		String name = service.name().value();
		return switch (partitioning.scheme()) {
			case SINGLETON -> new SingletonTable(service.guess());
			case INT64_RANGE -> Int64RangeTable.uniform(name, partitioning, (key) -> entry(service, key));
			case NAMED -> new NamedTable(name, List.copyOf(partitioning.names()), (key) -> entry(service, key));
		};
	}

	private PartitionEntry entry(ServiceEntry service, PartitionKey key) {
		return new PartitionEntry(service, key, this.time.now());
	}

}
