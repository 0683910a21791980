package io.selvage.fabric;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds who serves a partition. Keys are raw text: the partition scheme of the service
 * decides whether it is a number, a name or must be absent. Implementations are safe for
 * use by many threads and never block.
 */
public interface PartitionResolver {

	/**
	 * The warm path: the cached answer, if there is a fresh enough one. Allocates nothing
	 * and renews the sliding expiry.
	 * @param service the service
	 * @param partitionKey the key as text, {@code null} or empty for none
	 * @return the answer, or {@code null} if {@link #resolve} has to be asked
	 */
	@Nullable Resolution cached(FabricServiceName service, @Nullable String partitionKey);

	/**
	 * The cached answer, else the cluster's. Concurrent callers share one call.
	 * @param service the service
	 * @param partitionKey the key as text, {@code null} or empty for none
	 * @return the answer, or a {@link FabricException}
	 */
	Mono<Resolution> resolve(FabricServiceName service, @Nullable String partitionKey);

	/**
	 * Complains about an answer: asks the cluster for a newer one by sending the version
	 * token along. Callers share one call; whoever holds an answer older than the cached
	 * one gets the cached one at once. Each partition may be asked six times in a row and
	 * ten times a second in the long run; above that, and while the cluster can't be
	 * asked, the latest known answer is given (marked {@link Resolution#stale() stale} if
	 * the cluster is away).
	 * @param previous the answer that did not serve
	 * @return the latest answer; its version is the previous one's if the cluster
	 * confirmed it; a {@link FabricException} if the cluster says that the service or
	 * partition is gone
	 */
	Mono<Resolution> refresh(Resolution previous);

	/**
	 * Waits for an answer newer than the given one, as after the loss of a primary:
	 * refreshes with a jittered back-off of 50 to 120 ms, shared by all who wait.
	 * @param previous the answer that did not serve
	 * @param deadline how long to wait at most
	 * @return the newer answer, or the latest one known when the deadline passes
	 */
	Mono<Resolution> awaitNewer(Resolution previous, Duration deadline);

	/**
	 * Marks an answer suspect, because an instance in it could not be reached: it is
	 * refreshed in the background, at most every 100 ms per partition, and served
	 * meanwhile.
	 * @param resolution the answer that named the instance
	 */
	void suspect(Resolution resolution);

	/**
	 * Resolves every partition of a service.
	 * @param service the service
	 * @return one answer per partition, or a {@link FabricException}
	 */
	Flux<Resolution> resolveAll(FabricServiceName service);

}
