package io.selvage.gateway.dryrun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The words of a command: options such as {@code --scope api} anywhere, and the rest.
 *
 * @param words what is no option, in order
 * @param options the values of each option, in order
 */
record CommandOptions(List<String> words, Map<String, List<String>> options) {

	/**
	 * Takes the words apart.
	 * @param arguments the words
	 * @param known the options there are, each with a value
	 * @return the options
	 * @throws IllegalArgumentException if an option is not known or has no value
	 */
	static CommandOptions parse(List<String> arguments, Set<String> known) {
		List<String> words = new ArrayList<>();
		Map<String, List<String>> options = new LinkedHashMap<>();
		for (int i = 0; i < arguments.size(); i++) {
			String word = arguments.get(i);
			if (!word.startsWith("--")) {
				words.add(word);
				continue;
			}
			String name = word.substring(2);
			if (!known.contains(name)) {
				throw new IllegalArgumentException("There is no option '" + word + "'.");
			}
			i++;
			if (i == arguments.size()) {
				throw new IllegalArgumentException("The option '" + word + "' needs a value.");
			}
			options.computeIfAbsent(name, (key) -> new ArrayList<>()).add(arguments.get(i));
		}
		return new CommandOptions(words, options);
	}

	List<String> all(String option) {
		return this.options.getOrDefault(option, List.of());
	}

	@Nullable String last(String option) {
		List<String> values = all(option);
		return values.isEmpty() ? null : values.get(values.size() - 1);
	}

}
