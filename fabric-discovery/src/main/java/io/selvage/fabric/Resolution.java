package io.selvage.fabric;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An answer of the naming service: who serves one partition. Immutable. While the cluster
 * keeps confirming an answer, later resolutions carry the very same {@link #endpoints()}
 * list, so work derived from it can be kept.
 *
 * @param service the service
 * @param partition the partition
 * @param endpoints instances and replicas in the cluster's order (a primary first); never
 * empty
 * @param version what to send along to get a newer answer
 * @param confirmedNanos when the cluster last gave or confirmed this answer, on the
 * monotonic clock of the resolver ({@link System#nanoTime()} in production)
 * @param refreshFailure why the last refresh failed, or {@code null} if it did not: with
 * a failure the answer is stale
 */
public record Resolution(FabricServiceName service, Partition partition, List<FabricEndpoint> endpoints,
		ResolutionVersion version, long confirmedNanos, @Nullable FabricException refreshFailure) {

	/**
	 * Copies the endpoints unless they are immutable already.
	 */
	public Resolution {
		endpoints = List.copyOf(endpoints);
	}

	/**
	 * Whether the answer is served although the cluster could not be asked again.
	 * @return {@code true} if the last refresh failed
	 */
	public boolean stale() {
		return this.refreshFailure != null;
	}

	/**
	 * How long ago the cluster gave or confirmed this answer.
	 * @param nowNanos the present on the same monotonic clock
	 * @return nanoseconds, never negative
	 */
	public long ageNanos(long nowNanos) {
		return Math.max(0, nowNanos - this.confirmedNanos);
	}

	/**
	 * The replica that takes writes.
	 * @return the primary, or {@code null} if there is none (stateless, or during a
	 * fail-over)
	 */
	public @Nullable FabricEndpoint primary() {
		for (FabricEndpoint endpoint : this.endpoints) {
			if (endpoint.kind() == EndpointKind.STATEFUL_PRIMARY) {
				return endpoint;
			}
		}
		return null;
	}

	/**
	 * Whether this answer supersedes another: a later version of the same partition, or
	 * another partition (the service was created anew).
	 * @param other an earlier answer for the same key
	 * @return {@code true} if this one is to be used from now on
	 */
	public boolean supersedes(Resolution other) {
		return !this.partition.id().equals(other.partition.id()) || this.version.isNewerThan(other.version);
	}

	/**
	 * This answer, confirmed once more.
	 * @param nowNanos when
	 * @return a resolution with the same endpoints that is not stale
	 */
	public Resolution confirmed(long nowNanos) {
		return new Resolution(this.service, this.partition, this.endpoints, this.version, nowNanos, null);
	}

	/**
	 * This answer after a refresh failed.
	 * @param failure why
	 * @return a resolution with the same endpoints and age that is stale
	 */
	public Resolution stale(FabricException failure) {
		return new Resolution(this.service, this.partition, this.endpoints, this.version, this.confirmedNanos, failure);
	}

}
