package io.selvage.catalog.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.catalog.resource.DocumentException;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.SourceLocation;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What the files of one unit say.
 *
 * @param readings its resources
 * @param violations what is wrong or dangerous, with positions
 * @param sources the file each resource comes from
 */
record UnitResult(List<Reading> readings, List<Violation> violations, Map<ResourceId, Source> sources) {

	UnitResult() {
		this(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
	}

	/** Adds a resource, with what is wrong in it located in its file. */
	void add(Reading reading, Source source) {
		this.sources.put(reading.resource().id(), source);
		List<Violation> located = reading.violations().stream().map(source::locate).toList();
		if (reading.isValid()) {
			this.readings.add(new Reading(reading.resource(), located));
		}
		else {
			this.violations.addAll(located);
		}
	}

	void error(Artifact artifact, DocumentException failure) {
		error(artifact, String.valueOf(failure.getMessage()), failure.location());
	}

	void error(Artifact artifact, String message, @Nullable SourceLocation location) {
		SourceLocation place = (location != null) ? location : new SourceLocation(null, 0, 0);
		this.violations.add(Violation.error(null, "", message).at(place.in(artifact.file())));
	}

	void warning(Artifact artifact, String message) {
		this.violations.add(Violation.warning(null, "", message).at(new SourceLocation(artifact.file(), 0, 0)));
	}

}
