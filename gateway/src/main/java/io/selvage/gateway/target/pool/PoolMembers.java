package io.selvage.gateway.target.pool;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.selvage.gateway.target.Ejections;

/**
 * Who of a pool may be called next, given who was tried. Members of a lower priority
 * number come first; a group is used only while every member of the groups before it is
 * unavailable or was tried. Members that could not be reached lately, or whose health
 * probes fail, are used only if no other is left in any group.
 */
final class PoolMembers {

	/** No member is left. */
	static final int NONE = -1;

	private final List<PoolMember> members;

	private final List<PriorityGroup> groups;

	private final Ejections ejections;

	PoolMembers(List<PoolMember> members, Ejections ejections) {
		this.members = List.copyOf(members);
		this.ejections = ejections;
		Map<Integer, List<Integer>> byPriority = IntStream.range(0, members.size())
			.boxed()
			.collect(
					Collectors.groupingBy((index) -> members.get(index).priority(), TreeMap::new, Collectors.toList()));
		this.groups = byPriority.values()
			.stream()
			.map((indexes) -> new PriorityGroup(indexes.stream().mapToInt(Integer::intValue).toArray(), this.members))
			.toList();
	}

	List<PoolMember> all() {
		return this.members;
	}

	int size() {
		return this.members.size();
	}

	PoolMember get(int index) {
		return this.members.get(index);
	}

	int next(boolean[] tried) {
		for (PriorityGroup group : this.groups) {
			int chosen = group.next((index) -> usable(index, tried) && welcome(index));
			if (chosen != NONE) {
				return chosen;
			}
		}
		for (PriorityGroup group : this.groups) {
			int chosen = group.next((index) -> usable(index, tried));
			if (chosen != NONE) {
				return chosen;
			}
		}
		return NONE;
	}

	/**
	 * Tells whether a member can be used for a client that wants it.
	 * @param index the member
	 * @return false if it is unavailable or ejected
	 */
	boolean wanted(int index) {
		return get(index).target().available() && welcome(index);
	}

	boolean anyLeft(boolean[] tried) {
		for (int i = 0; i < tried.length; i++) {
			if (usable(i, tried) && get(i).weight() > 0) {
				return true;
			}
		}
		return false;
	}

	boolean anyAvailable() {
		return this.members.stream().anyMatch((member) -> member.target().available());
	}

	/** The members whose circuits are open, for traces. */
	List<String> unavailable() {
		return this.members.stream()
			.filter((member) -> !member.target().available())
			.map(PoolMember::id)
			.distinct()
			.toList();
	}

	boolean anyHealthy() {
		return this.members.stream().anyMatch((member) -> member.target().healthy());
	}

	private boolean welcome(int index) {
		return get(index).target().healthy() && this.ejections.claim(get(index).id());
	}

	private boolean usable(int index, boolean[] tried) {
		return !tried[index] && get(index).target().available();
	}

}
