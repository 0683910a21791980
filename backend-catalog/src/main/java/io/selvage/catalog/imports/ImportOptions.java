package io.selvage.catalog.imports;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a description is imported.
 *
 * @param requiredQueryInTemplate whether required query parameters become part of the URL
 * template, as they do by default
 * @param source the URL the description came from, against which relative server URLs are
 * resolved; null if it came inline
 * @param knownNames names that operations already have, by their normalised form; a
 * matching operation keeps its name
 */
public record ImportOptions(boolean requiredQueryInTemplate, @Nullable String source, Map<String, String> knownNames) {

	/** The defaults. */
	public static final ImportOptions DEFAULT = new ImportOptions(true, null, Map.of());

	/**
	 * The defaults, with operations that exist already.
	 * @param names their resource names
	 * @return the options
	 */
	public static ImportOptions keeping(Collection<String> names) {
		Map<String, String> known = new HashMap<>();
		for (String name : List.copyOf(names)) {
			known.put(OperationNames.normalise(name), name);
		}
		return new ImportOptions(true, null, Map.copyOf(known));
	}

}
