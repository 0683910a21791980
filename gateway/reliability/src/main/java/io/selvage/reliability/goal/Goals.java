package io.selvage.reliability.goal;

import java.util.List;

/**
 * All goals that are measured on processes.
 */
public final class Goals {

	private Goals() {
	}

	/**
	 * Returns all goals.
	 * @return in the order of their names
	 */
	public static List<Goal> all() {
		return List.of(new InstanceKills(), new PrimaryFailOvers(), new SilentNode(), new RollingRestart(),
				new Overload(), new SlowAttacks(), new LostClusters());
	}

	/**
	 * Returns goals by their names.
	 * @param names short names with commas between them; empty: all
	 * @return those goals
	 * @throws IllegalArgumentException if there is no goal of a name
	 */
	public static List<Goal> named(String names) {
		if (names.isEmpty()) {
			return all();
		}
		return List.of(names.split(",")).stream().map(Goals::one).toList();
	}

	private static Goal one(String name) {
		return all().stream()
			.filter((goal) -> goal.id().equalsIgnoreCase(name.trim()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"There is no goal '" + name + "'; there are " + all().stream().map(Goal::id).toList()));
	}

}
