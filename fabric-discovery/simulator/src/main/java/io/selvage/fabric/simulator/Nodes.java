package io.selvage.fabric.simulator;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The nodes of a cluster and which of them are up.
 */
final class Nodes {

	private final List<String> names;

	private final Set<String> down = ConcurrentHashMap.newKeySet();

	Nodes(int count) {
		if (count < 1) {
			throw new IllegalArgumentException("a cluster needs at least 1 node, not " + count);
		}
		this.names = IntStream.range(0, count).mapToObj((i) -> "_Node_" + i).toList();
	}

	List<String> names() {
		return this.names;
	}

	boolean up(String node) {
		return !this.down.contains(node);
	}

	void setUp(String node, boolean up) {
		if (!this.names.contains(node)) {
			throw new NoSuchElementException("no node '" + node + "'; there are " + this.names);
		}
		if (up) {
			this.down.remove(node);
		}
		else {
			this.down.add(node);
		}
	}

	/**
	 * Chooses the node that has the fewest of the given occupants, of those that are up.
	 */
	String leastUsed(Collection<String> occupied) {
		return this.names.stream()
			.filter(this::up)
			.min(Comparator.comparingLong((name) -> occupied.stream().filter(name::equals).count()))
			.orElseThrow(() -> new IllegalStateException("all nodes are down"));
	}

}
