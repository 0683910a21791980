package io.selvage.catalog.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

import io.selvage.catalog.entity.Api;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.SourceLocation;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole tree, unit by unit; a unit whose files did not change is not read again.
 */
final class TreeReader {

	private final DirectoryOptions options;

	private Map<String, Unit> known = Map.of();

	private @Nullable Artifact configurationFile;

	private ConfigurationOverrides overrides = ConfigurationOverrides.NONE;

	TreeReader(DirectoryOptions options) {
		this.options = options;
	}

	/**
	 * Reads a tree.
	 * @param artifacts its files by path
	 * @return all resources, with what is wrong or dangerous
	 */
	UnitResult read(SortedMap<String, Artifact> artifacts) {
		UnitResult whole = new UnitResult();
		readConfiguration(artifacts, whole);
		Map<String, List<Artifact>> grouped = group(artifacts);
		Map<String, Unit> units = units(grouped);
		this.known = units;
		units.values().forEach((unit) -> append(whole, unit.result()));
		checkOverrides(whole);
		return whole;
	}

	/** Units do not depend on one another, so that many are read at once. */
	private Map<String, Unit> units(Map<String, List<Artifact>> grouped) {
		Map<String, Unit> before = this.known;
		Map<String, Unit> units = new LinkedHashMap<>();
		grouped.forEach((key, files) -> {
			Unit unit = new Unit(files, currentRevision(key, grouped), this.overrides);
			Unit known = before.get(key);
			units.put(key, (known != null && known.hasSameInput(unit)) ? known : unit);
		});
		Map<String, Unit> fresh = units.entrySet()
			.parallelStream()
			.filter((unit) -> unit.getValue() != before.get(unit.getKey()))
			.collect(Collectors.toConcurrentMap(Map.Entry::getKey, (unit) -> unit.getValue().read()));
		units.putAll(fresh);
		return units;
	}

	private void readConfiguration(SortedMap<String, Artifact> artifacts, UnitResult whole) {
		String environment = this.options.environment();
		if (environment == null) {
			return;
		}
		Artifact file = null;
		for (String extension : List.of("yaml", "yml", "json")) {
			Artifact found = artifacts.get("configuration." + environment + "." + extension);
			file = (file == null) ? found : file;
		}
		if (file == null) {
			this.overrides = ConfigurationOverrides.NONE;
			whole.violations()
				.add(Violation.error(null, "", "The environment is '" + environment + "', but there is no such file.")
					.at(new SourceLocation("configuration." + environment + ".yaml", 0, 0)));
		}
		else if (file != this.configurationFile) {
			this.overrides = ConfigurationOverrides.read(file, this.options.tokens());
		}
		this.configurationFile = file;
		whole.violations().addAll(this.overrides.violations());
	}

	private void checkOverrides(UnitResult whole) {
		for (ResourceId id : this.overrides.properties().keySet()) {
			if (!whole.sources().containsKey(id)) {
				whole.violations()
					.add(Violation.warning(id, "", "The configuration overrides a resource that is not in the tree.")
						.at(new SourceLocation(this.overrides.file(), 0, 0)));
			}
		}
	}

	/** A unit is a folder of the second level, or a file at the top. */
	private static Map<String, List<Artifact>> group(SortedMap<String, Artifact> artifacts) {
		Map<String, List<Artifact>> grouped = new LinkedHashMap<>();
		artifacts.forEach((file, artifact) -> {
			if (!isConfiguration(file)) {
				String[] segments = file.split("/", 3);
				String key = (segments.length < 3) ? Layout.templateOf(file) : segments[0] + "/" + segments[1];
				grouped.computeIfAbsent(key, (name) -> new ArrayList<>()).add(artifact);
			}
		});
		return grouped;
	}

	private static boolean isConfiguration(String file) {
		return file.startsWith("configuration.") && !file.contains("/");
	}

	private static @Nullable Artifact currentRevision(String key, Map<String, List<Artifact>> grouped) {
		int mark = key.toLowerCase(Locale.ROOT).lastIndexOf(Api.Revision.MARK);
		if (mark < 0) {
			return null;
		}
		String root = key.substring(0, mark);
		return grouped.getOrDefault(root, List.of())
			.stream()
			.filter((artifact) -> artifact.file().equals(root + "/apiInformation.json"))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Two folders may name one resource: {@code named values/x} and
	 * {@code namedValues/x}.
	 */
	private static void append(UnitResult whole, UnitResult unit) {
		whole.violations().addAll(unit.violations());
		for (Reading reading : unit.readings()) {
			ResourceId id = reading.resource().id();
			Source source = unit.sources().get(id);
			Source other = whole.sources().get(id);
			if (source != null && other != null) {
				whole.error(source.artifact(),
						"The resource " + id + " is already given by " + other.artifact().file() + ".", null);
			}
			else {
				whole.readings().add(reading);
			}
		}
		whole.sources().putAll(unit.sources());
	}

	/**
	 * A unit with what it was read from.
	 *
	 * @param files its files
	 * @param current the file a revision inherits from, or null
	 * @param overrides properties of the environment
	 * @param result what it says
	 */
	private record Unit(List<Artifact> files, @Nullable Artifact current, ConfigurationOverrides overrides,
			UnitResult result) {

		Unit(List<Artifact> files, @Nullable Artifact current, ConfigurationOverrides overrides) {
			this(files, current, overrides, new UnitResult());
		}

		Unit read() {
			return new Unit(this.files, this.current, this.overrides,
					UnitReader.read(this.files, this.current, this.overrides));
		}

		boolean hasSameInput(Unit other) {
			if (this.files.size() != other.files.size() || this.current != other.current
					|| this.overrides != other.overrides) {
				return false;
			}
			for (int i = 0; i < this.files.size(); i++) {
				if (this.files.get(i) != other.files.get(i)) {
					return false;
				}
			}
			return true;
		}

	}

}
