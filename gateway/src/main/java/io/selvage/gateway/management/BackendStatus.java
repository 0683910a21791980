package io.selvage.gateway.management;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.BreakerState;
import io.selvage.gateway.target.pool.PoolMember;
import io.selvage.gateway.target.pool.PoolTarget;
import org.jspecify.annotations.Nullable;

/**
 * How a backend fares in this process: circuits and what is known of endpoints belong to
 * one gateway and are not shared.
 *
 * @param name its resource name
 * @param available whether a request sent now has a chance
 * @param healthy whether health probes have nothing against it
 * @param circuit its circuit; null for a pool, whose members have their own
 * @param endpoints the addresses known at the moment; none for a pool
 * @param members the members of a pool; none for others
 */
public record BackendStatus(String name, boolean available, boolean healthy, @Nullable Circuit circuit,
		List<Address> endpoints, List<Member> members) {

	/**
	 * Looks at a backend.
	 * @param name its resource name
	 * @param target the backend
	 * @return how it is at this moment
	 */
	public static BackendStatus of(String name, Target target) {
		Ejections ejections = target.ejections();
		Set<String> ejected = ejections.endpoints();
		Set<String> unhealthy = ejections.unhealthy();
		List<Address> endpoints = target.endpoints()
			.stream()
			.map((endpoint) -> new Address(endpoint.id(), ejected.contains(endpoint.id()),
					unhealthy.contains(endpoint.id())))
			.toList();
		List<Member> members = (target instanceof PoolTarget pool)
				? pool.list().stream().map((member) -> Member.of(member, ejected)).toList() : List.of();
		BackendBreaker breaker = target.breaker();
		return new BackendStatus(name, target.available(), target.healthy(),
				(breaker != null) ? Circuit.of(breaker.state()) : null, endpoints, members);
	}

	/**
	 * A circuit.
	 *
	 * @param state {@code closed}, {@code open} or {@code half-open}
	 * @param remaining how long it stays open, in ISO 8601
	 * @param byHand whether somebody tripped it
	 * @param trips how often it has opened since the gateway started
	 */
	public record Circuit(String state, String remaining, boolean byHand, long trips) {

		static Circuit of(BreakerState state) {
			return new Circuit(state.phase().name().toLowerCase(Locale.ROOT).replace('_', '-'),
					state.remaining().toString(), state.byHand(), state.trips());
		}

	}

	/**
	 * An address requests go to.
	 *
	 * @param address scheme, host and port
	 * @param ejected whether it is left alone because it could not be reached lately
	 * @param unhealthy whether probes, or its cluster, found it unhealthy
	 */
	public record Address(String address, boolean ejected, boolean unhealthy) {
	}

	/**
	 * A member of a pool.
	 *
	 * @param priority its group; lower numbers are used first
	 * @param weight its share of the requests within its priority
	 * @param ejected whether it is left alone because it could not be reached lately
	 * @param backend how it fares itself
	 */
	public record Member(int priority, int weight, boolean ejected, BackendStatus backend) {

		static Member of(PoolMember member, Set<String> ejected) {
			String name = member.target().backendId();
			return new Member(member.priority(), member.weight(), ejected.contains(name),
					BackendStatus.of(name, member.target()));
		}

	}

}
