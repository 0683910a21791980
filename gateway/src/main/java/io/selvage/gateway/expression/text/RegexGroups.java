package io.selvage.gateway.expression.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups of a pattern. .NET numbers the unnamed ones first and the named ones behind
 * them; the engines number all by their opening parenthesis. Groups of the same name are
 * one group.
 */
final class RegexGroups {

	/** For each .NET number the engine's numbers. */
	private final List<List<Integer>> engineNumbers = new ArrayList<>();

	private final Map<String, Integer> numbers = new LinkedHashMap<>();

	/**
	 * Numbers the groups.
	 * @param opened the name of each group in the order of the pattern; empty if it has
	 * none
	 */
	RegexGroups(List<String> opened) {
		add("0", 0);
		for (int i = 0; i < opened.size(); i++) {
			if (opened.get(i).isEmpty()) {
				add(Integer.toString(this.engineNumbers.size()), i + 1);
			}
		}
		for (int i = 0; i < opened.size(); i++) {
			String name = opened.get(i);
			if (!name.isEmpty()) {
				Integer known = this.numbers.get(name);
				if (known != null) {
					this.engineNumbers.get(known).add(i + 1);
				}
				else {
					add(name, i + 1);
				}
			}
		}
	}

	private void add(String name, int engineNumber) {
		this.numbers.put(name, this.engineNumbers.size());
		this.engineNumbers.add(new ArrayList<>(List.of(engineNumber)));
	}

	int count() {
		return this.engineNumbers.size();
	}

	/** Returns the number of a name, or -1. */
	int number(String name) {
		return this.numbers.getOrDefault(name, -1);
	}

	List<Integer> engineNumbers(int number) {
		return this.engineNumbers.get(number);
	}

	List<String> names() {
		return List.copyOf(this.numbers.keySet());
	}

	Map<String, Integer> numbers() {
		return Map.copyOf(this.numbers);
	}

}
